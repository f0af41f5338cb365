/**
 * The points inside a closed polygon, by the even–odd rule: a ray from the point crosses its sides an odd number of times.
 *
 * @param points [n, 2]
 * @param polygon its corners [m, 2], in order
 * @returns their indices
 */
export function inside(points: ArrayLike<number>, polygon: readonly number[]): number[] {
  const found: number[] = [];
  for (let i = 0; i < points.length / 2; i++) {
    const [x, y] = [points[2 * i] as number, points[2 * i + 1] as number];
    let odd = false;
    for (let a = polygon.length - 2, b = 0; b < polygon.length; a = b, b += 2) {
      const [xa, ya] = [polygon[a] as number, polygon[a + 1] as number];
      const [xb, yb] = [polygon[b] as number, polygon[b + 1] as number];
      if (ya > y !== yb > y && x < xa + ((xb - xa) * (y - ya)) / (yb - ya)) odd = !odd;
    }
    if (odd) found.push(i);
  }
  return found;
}
