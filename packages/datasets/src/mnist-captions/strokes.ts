/** How the strokes of a drawing lie and how wide they are. */
export interface Strokes {
  /** Columns to the right for each row upwards: 0 is upright, positive leans right. */
  readonly slant: number;
  /** Width of the strokes in pixels. */
  readonly thickness: number;
}

/**
 * Slant and thickness of light strokes on black, by moments and by the length of their edge:
 *
 *     slant = −Σ w (x − x̄)(y − ȳ) / Σ w (y − ȳ)²,   thickness = 2 Σ w / Σ |∇w|          w the brightness of a pixel, in [0, 1]
 *
 * A stroke of width a and length l has l a of light and, twice along it, 2 l of edge.
 *
 * @param pixels row by row, in [0, 1]
 * @param width of a row
 * @returns both 0 where there is no light
 * @see Simard, Steinkraus, Platt 2003, Best practices for convolutional neural networks, on the slant by moments
 */
export function strokesOf(pixels: ArrayLike<number>, width: number): Strokes {
  const height = pixels.length / width;
  const at = (x: number, y: number) => (x < width && y < height ? (pixels[y * width + x] as number) : 0);
  let [light, sumX, sumY, edge] = [0, 0, 0, 0];
  const each = (visit: (w: number, x: number, y: number) => void) => {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(at(x, y), x, y);
  };
  each((w, x, y) => {
    light += w;
    sumX += w * x;
    sumY += w * y;
    edge += Math.hypot(at(x + 1, y) - w, at(x, y + 1) - w);
  });
  if (light === 0) return { slant: 0, thickness: 0 };
  const [meanX, meanY] = [sumX / light, sumY / light];
  let [across, along] = [0, 0];
  each((w, x, y) => {
    across += w * (x - meanX) * (y - meanY);
    along += w * (y - meanY) ** 2;
  });
  return { slant: along === 0 ? 0 : -across / along, thickness: edge === 0 ? 0 : (2 * light) / edge };
}
