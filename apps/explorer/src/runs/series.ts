import type { Line, RunCurves, RunRow } from './protocol.ts';

/** A run's line in the chart. */
export interface Series {
  readonly name: string;
  /** Place in the list of runs: colour and dashes follow from it. */
  readonly place: number;
  /** A line of training batches: drawn lighter, without dots. */
  readonly train: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const [learningRate, gradientNorm] = ['learning rate', 'norm of the gradients'];

/** What can be shown of runs: the loss, each term, the learning rate, the norm of the gradients where a run has it. */
export function quantities(curves: Iterable<RunCurves>): string[] {
  const terms = new Set<string>();
  for (const run of curves) for (const name of Object.keys(run.terms)) terms.add(name);
  const normed = [...curves].some((run) => run.gradientNorm.step.length > 0);
  return ['loss', ...(terms.size > 1 ? terms : []), learningRate, ...(normed ? [gradientNorm] : [])];
}

/** The lines of chosen runs. */
export function seriesOf(
  rows: readonly { readonly row: RunRow; readonly place: number }[],
  curves: ReadonlyMap<string, RunCurves>,
  { show, x }: { show: string; x: 'epoch' | 'step' },
): Series[] {
  return rows.flatMap(({ row, place }) => {
    const run = curves.get(row.id);
    if (run === undefined) return [];
    const scale = x === 'epoch' ? 1 / run.stepsPerEpoch : 1;
    const of = (line: Line | undefined, train: boolean): Series[] =>
      line === undefined || line.step.length === 0
        ? []
        : [{ name: row.id, place, train, x: line.step.map((step) => step * scale), y: line.value }];
    if (show === 'loss') return [...of(run.train, true), ...of(run.test, false)];
    if (show === gradientNorm) return of(run.gradientNorm, true);
    return of(show === learningRate ? run.learningRate : run.terms[show], true);
  });
}

/** The value of a line at x, of its nearest point; undefined beyond its ends. */
export function valueAt({ x, y }: Series, at: number): number | undefined {
  const last = x.length - 1;
  const apart = last > 0 ? ((x[last] as number) - (x[0] as number)) / last : 0;
  if (at < (x[0] as number) - apart || at > (x[last] as number) + apart) return undefined;
  let best = 0;
  x.forEach((place, i) => {
    if (Math.abs(place - at) < Math.abs((x[best] as number) - at)) best = i;
  });
  return y[best];
}
