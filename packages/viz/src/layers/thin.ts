/**
 * Leaves out points of a line that cannot be seen: of those in one column of pixels it keeps the first, the last, the highest and the
 * lowest, which draw the same pixels (M4: Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
 *
 * @param points [x₀, y₀, x₁, y₁, …] in pixels
 * @param width of the plot; a line with fewer than four points per column is returned as it is
 */
export function thin(points: readonly number[], width: number): readonly number[] {
  if (points.length / 2 <= 4 * width) return points;
  const kept: number[] = [];
  const y = (i: number) => points[2 * i + 1] as number;
  const column = (i: number) => Math.floor(points[2 * i] as number);
  const count = points.length / 2;
  for (let first = 0; first < count; ) {
    let [last, lowest, highest] = [first, first, first];
    for (; last + 1 < count && column(last + 1) === column(first); last++) {
      if (y(last + 1) < y(lowest)) lowest = last + 1;
      if (y(last + 1) > y(highest)) highest = last + 1;
    }
    const indices = new Set([first, lowest, highest, last].sort((a, b) => a - b));
    for (const i of indices) kept.push(points[2 * i] as number, y(i));
    first = last + 1;
  }
  return kept;
}
