/** A line of the pen: x₀, y₀, x₁, y₁, … in units of the pad's side, y downwards; one point is a dot. */
export type Stroke = readonly number[];

/** Pixels of an image with one channel. */
export interface Frame {
  readonly height: number;
  readonly width: number;
}

/**
 * How much of each pixel strokes cover, taken as linear within half a pixel of their edge.
 *
 * @param place from the pad to pixels; the middle of a frame's first pixel is (0, 0)
 * @param radius half a pen, in pixels
 * @returns [height, width], in [0, 1]
 */
export function cover(
  strokes: readonly Stroke[],
  { height, width }: Frame,
  place: (x: number, y: number) => readonly [number, number],
  radius: number,
): Float32Array {
  const ink = new Float32Array(height * width);
  const reach = radius + 0.5;
  for (const stroke of strokes) {
    const points = Array.from({ length: stroke.length / 2 }, (_, i) =>
      place(stroke[2 * i] as number, stroke[2 * i + 1] as number),
    );
    points.forEach((to, i) => {
      const from = points[Math.max(0, i - 1)] as readonly [number, number];
      const rows = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach] as const;
      const columns = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach] as const;
      for (let y = Math.max(0, Math.ceil(rows[0])); y <= Math.min(height - 1, rows[1]); y++) {
        for (let x = Math.max(0, Math.ceil(columns[0])); x <= Math.min(width - 1, columns[1]); x++) {
          const covered = Math.min(1, reach - distance([x, y], from, to));
          if (covered > (ink[y * width + x] as number)) ink[y * width + x] = covered;
        }
      }
    });
  }
  return ink;
}

type Point = readonly [number, number];

/** From a point to a piece of a line. */
function distance([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

/** Where the ink is on average: columns and rows of the frame; undefined without ink. */
export function centreOfMass(ink: Float32Array, width: number): readonly [number, number] | undefined {
  let [sum, x, y] = [0, 0, 0];
  ink.forEach((value, i) => {
    sum += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return sum === 0 ? undefined : [x / sum, y / sum];
}
