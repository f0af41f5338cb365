/**
 * At most this many points of a long curve: means of equal parts, each at the middle of its part.
 *
 * @returns x, counted from 0 as indices of `values`, and y
 */
export function bucketMeans(values: ArrayLike<number>, most: number): { x: number[]; y: number[] } {
  const count = Math.min(values.length, most);
  const [x, y]: [number[], number[]] = [[], []];
  for (let k = 0; k < count; k++) {
    const from = Math.floor((k * values.length) / count);
    const to = Math.floor(((k + 1) * values.length) / count);
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i] as number;
    x.push((from + to - 1) / 2);
    y.push(sum / (to - from));
  }
  return { x, y };
}
