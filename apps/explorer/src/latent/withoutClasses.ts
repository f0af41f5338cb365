/**
 * Points of which those of some classes have no place: they are not drawn, and nothing is near them.
 *
 * @param points [count, 2]
 * @param labels [count]
 */
export function withoutClasses(
  points: Float32Array,
  labels: ArrayLike<number> | undefined,
  hidden: ReadonlySet<number>,
): Float32Array {
  if (labels === undefined || hidden.size === 0) return points;
  return points.map((value, i) => (hidden.has(labels[i >> 1] as number) ? Number.NaN : value));
}
