import type { Curves, RunRecord } from '@latentkit/runs';
import { shortMeans } from '@latentkit/runs/internal';
import { type LineChart, lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { wordsOf } from '../words.ts';

const mostColors = 10;

/** Each term of the objective, unweighted: per training batch, and on the test set where the run is judged by it. */
export function termsFigure(
  { spec, epochs, data, weights }: Pick<RunRecord, 'spec' | 'epochs' | 'data' | 'weights'>,
  { terms }: Curves,
): RunFigure {
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const met = Object.entries(terms).map(([name, values]) => {
    const means = shortMeans(values);
    return { name: wordsOf(name), x: means.map(({ step }) => step / stepsPerEpoch), y: means.map(({ mean }) => mean) };
  });
  const judged = Object.keys(epochs[0]?.test.terms ?? {})
    .filter((name) => name in terms)
    .map((name) => ({
      name: `${wordsOf(name)}, test`,
      besides: wordsOf(name),
      x: epochs.map(({ epoch }) => epoch),
      y: epochs.map(({ test }) => test.terms[name] as number),
    }));
  const series = [...met.slice(0, mostColors), ...judged].filter(({ y }) => y.some(Number.isFinite));
  const chart: LineChart = {
    title: 'Terms of the objective',
    x: { label: 'epoch' },
    // A divergence that has collapsed is 0, which a logarithmic axis has no place for.
    y: { label: 'mean over examples', log: series.every(({ y }) => y.every((value) => value > 0)) },
    series,
  };
  const counted = Object.entries(weights).map(
    ([name, weight]) => `${Number(weight.toPrecision(4))} × ${wordsOf(name)}`,
  );
  return Object.assign(lineChart(chart), {
    name: 'terms',
    title: chart.title,
    caption: `Unweighted terms. At the end of the run the objective is ${counted.join(' + ')}.`,
  });
}
