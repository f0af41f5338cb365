/** Points of a curve that are told apart in a figure. */
const mostPoints = 200;

/** A curve of any length as at most 200 means over windows of steps, each placed at its window's middle. */
export function shortMeans(values: readonly number[]): { step: number; mean: number }[] {
  const width = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / width) }, (_, i) => {
    const window = values.slice(i * width, (i + 1) * width);
    return { step: i * width + window.length / 2, mean: window.reduce((sum, value) => sum + value, 0) / window.length };
  });
}
