import type { Curves, RunRecord } from '@latentkit/runs';
import { shortMeans } from '@latentkit/runs/internal';
import { type LineChart, type LineSeries, lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { wordsOf } from '../words.ts';

/** A run by the name that tells it from the others. */
export interface NamedCourse {
  readonly name: string;
  readonly record: RunRecord;
  readonly curves: Curves;
}

const mostColors = 10;

/** The curves of several runs over common axes: the cost on the test set, a figure for each judge, and each term per training batch. */
export function curvesApart(runs: readonly NamedCourse[]): RunFigure[] {
  const titles = [...new Set(runs.map(({ record }) => record.judgedBy.title))];
  const costs = titles.map((title) =>
    chartOf(
      { title: `Test ${title}`, label: `${title}, per example`, caption: 'On the whole test set, after each epoch.' },
      runs
        .filter(({ record }) => record.judgedBy.title === title)
        .map(({ name, record: { epochs } }) => ({
          name,
          x: epochs.map(({ epoch }) => epoch),
          y: epochs.map(({ test }) => test.perExample),
        })),
    ),
  );
  const names = [...new Set(runs.flatMap(({ curves }) => Object.keys(curves.terms)))];
  const terms = names.map((term) =>
    chartOf(
      {
        title: `Training: ${wordsOf(term)}`,
        label: `${wordsOf(term)}, mean over examples`,
        caption: 'Per training batch, unweighted, so that runs with different weights can be compared.',
      },
      runs.filter(({ curves }) => curves.terms[term]).map((run) => termOf(run, term)),
    ),
  );
  return [...costs, ...terms].filter((figure) => figure !== undefined);
}

function termOf({ name, record: { data, spec }, curves }: NamedCourse, term: string): LineSeries {
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const means = shortMeans(curves.terms[term] as readonly number[]);
  return { name, x: means.map(({ step }) => step / stepsPerEpoch), y: means.map(({ mean }) => mean) };
}

function chartOf(
  { title, label, caption }: { title: string; label: string; caption: string },
  all: readonly LineSeries[],
): RunFigure | undefined {
  const series = all.filter(({ y }) => Array.from(y).some(Number.isFinite)).slice(0, mostColors);
  if (series.length === 0) return undefined;
  const log = series.every(({ y }) => Array.from(y).every((value) => value > 0));
  const chart: LineChart = { title, x: { label: 'epoch' }, y: { label, log }, series };
  return Object.assign(lineChart(chart), {
    name: title.toLowerCase().replace(/[^a-z]+/g, '-'),
    title,
    caption: all.length > mostColors ? `${caption} The first ${mostColors} of ${all.length} runs.` : caption,
  });
}
