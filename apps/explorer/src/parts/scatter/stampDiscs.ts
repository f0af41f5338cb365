/** An image [height, width, 4], not premultiplied. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export interface Disc {
  readonly rgb: readonly [number, number, number];
  /** In pixels. */
  readonly radius: number;
  /** From 0 to 1. */
  readonly opacity: number;
}

/** Positions of a disc within a pixel, each way: a quarter of a pixel is not seen to jump. */
const phases = 4;

/**
 * Lay a disc over an image at each point, with smooth edges: 10 000 small ones take a few milliseconds, a third of what as many `drawImage` do.
 * c ← c_disc α + c (1 − α), Porter and Duff 1984.
 *
 * @param places [points, 2] in pixels; those outside are left out
 * @param discOf of the i-th point
 */
export function stampDiscs(into: Pixels, places: Float32Array, discOf: (i: number) => Disc): void {
  const { data, width, height } = into;
  const masks = new Map<number, readonly Float32Array[]>();
  for (let i = 0; i < places.length / 2; i++) {
    const [x, y] = [places[2 * i] as number, places[2 * i + 1] as number];
    const { rgb, radius, opacity } = discOf(i);
    const reach = Math.ceil(radius + 1);
    if (!(x > -reach && y > -reach && x < width + reach && y < height + reach)) continue;
    let made = masks.get(radius);
    if (made === undefined) {
      made = masksOf(radius, reach);
      masks.set(radius, made);
    }
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const mask = made[Math.floor((x - left) * phases) + phases * Math.floor((y - top) * phases)] as Float32Array;
    const side = 2 * reach + 1;
    const [fromX, toX] = [Math.max(0, reach - left), Math.min(side, width + reach - left)];
    const [fromY, toY] = [Math.max(0, reach - top), Math.min(side, height + reach - top)];
    for (let row = fromY; row < toY; row++) {
      let at = 4 * ((top - reach + row) * width + left - reach + fromX);
      for (let column = fromX; column < toX; column++, at += 4) {
        const alpha = opacity * (mask[row * side + column] as number);
        if (alpha === 0) continue;
        const below = (data[at + 3] as number) / 255;
        const over = alpha + below * (1 - alpha);
        const share = alpha / over;
        for (let c = 0; c < 3; c++) {
          const old = data[at + c] as number;
          data[at + c] = old + ((rgb[c] as number) - old) * share;
        }
        data[at + 3] = 255 * over;
      }
    }
  }
}

/** How much of each pixel the disc covers, for each position of its centre within the middle pixel. */
function masksOf(radius: number, reach: number): Float32Array[] {
  const side = 2 * reach + 1;
  return Array.from({ length: phases * phases }, (_, phase) => {
    const [dx, dy] = [((phase % phases) + 0.5) / phases, (Math.floor(phase / phases) + 0.5) / phases];
    return Float32Array.from({ length: side * side }, (_, k) => {
      const [x, y] = [(k % side) - reach + 0.5 - dx, Math.floor(k / side) - reach + 0.5 - dy];
      return Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
    });
  });
}
