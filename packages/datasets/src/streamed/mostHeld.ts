/** Rows in memory beside those that are trained on, at most: 10 000 of them, and 2²⁵ numbers, which are 32 MiB of bytes and 128 of float32. */
export function mostHeld(shape: readonly number[]): number {
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  return Math.min(10_000, Math.max(1, Math.floor(2 ** 25 / size)));
}
