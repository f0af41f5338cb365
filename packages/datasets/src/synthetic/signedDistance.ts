/** What `signedDistance` knows. */
export const shapes = ['square', 'ellipse', 'triangle'] as const;
export type Shape = (typeof shapes)[number];

/**
 * How far (x, y) is from the edge of a shape around the origin, negative inside; exact along straight edges, and near the edge elsewhere.
 * `half` is half the side of the square, the longer half axis of the ellipse (the other is 0.6 of it), the triangle's outer radius.
 *
 * @see https://iquilezles.org/articles/distfunctions2d/
 */
export function signedDistance(shape: Shape, x: number, y: number, half: number): number {
  return edges[shape](x, y, half);
}

const edges: Readonly<Record<Shape, (x: number, y: number, half: number) => number>> = {
  square: (x, y, half) => Math.max(Math.abs(x), Math.abs(y)) - half,
  // |p/r| (|p/r| − 1) / |p/r²|: the first-order distance to |p/r| = 1.
  ellipse: (x, y, half) => {
    const [a, b] = [half, 0.6 * half];
    const scaled = Math.hypot(x / a, y / b);
    return scaled === 0 ? -b : (scaled * (scaled - 1)) / Math.hypot(x / (a * a), y / (b * b));
  },
  // Equilateral, one corner at y = −half; its inner radius is half of the outer.
  triangle: (x, y, half) => Math.max(y, (Math.sqrt(3) * Math.abs(x) - y) / 2) - half / 2,
};
