const steps = '▁▂▃▄▅▆▇█';

/** Of the first values, this share may lie above the scale: the loss of a fresh model would flatten all that follows. */
const warming = 0.1;

/** A curve in one line of at most `width` characters, each a mean of as many values; on a logarithmic scale where all are above 0. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite);
  const scale = finite.every((value) => value > 0) ? Math.log : (value: number) => value;
  const count = Math.min(width, finite.length);
  const means = Array.from({ length: count }, (_, i) => {
    const [start, end] = [Math.floor((i * finite.length) / count), Math.floor(((i + 1) * finite.length) / count)];
    let sum = 0;
    for (let k = start; k < end; k++) sum += scale(finite[k] as number);
    return sum / (end - start);
  });
  const settled = means.slice(Math.floor(warming * count));
  const [low, high] = [Math.min(...means), Math.max(...settled)];
  return means
    .map(
      (mean) =>
        steps[
          high > low ? Math.min(steps.length - 1, Math.round(((mean - low) / (high - low)) * (steps.length - 1))) : 0
        ],
    )
    .join('');
}
