/** A curve of any length as at most `most` of its points, evenly chosen. */
export function everyNth(values: readonly number[], most = 400): number[] {
  const every = Math.ceil(values.length / most);
  return values.filter((_, i) => i % every === 0);
}

/** A curve of any length as at most `most` means over windows of steps, each placed at its window's middle. */
export function shortMeans(values: ArrayLike<number>, most = 200): { step: number; mean: number }[] {
  const width = Math.max(1, Math.ceil(values.length / most));
  return Array.from({ length: Math.ceil(values.length / width) }, (_, i) => {
    const [from, to] = [i * width, Math.min(values.length, (i + 1) * width)];
    let sum = 0;
    for (let step = from; step < to; step++) sum += values[step] as number;
    return { step: (from + to) / 2, mean: sum / (to - from) };
  });
}
