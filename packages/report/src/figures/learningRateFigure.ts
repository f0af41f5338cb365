import type { Curves, RunRecord } from '@latentkit/runs';
import { shortMeans } from '@latentkit/runs/internal';
import { lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { shown } from '../verdict/statistics.ts';

/** The learning rate of each step; undefined where it is the same in all of them. */
export function learningRateFigure(
  { spec, data }: Pick<RunRecord, 'spec' | 'data'>,
  { learningRates }: Pick<Curves, 'learningRates'>,
): RunFigure | undefined {
  const [first] = learningRates;
  if (first === undefined || learningRates.every((rate) => rate === first)) return undefined;
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const means = shortMeans(learningRates);
  const chart = {
    title: 'Learning rate',
    x: { label: 'epoch' },
    y: { label: 'learning rate' },
    series: [
      { name: 'learning rate', x: means.map(({ step }) => step / stepsPerEpoch), y: means.map(({ mean }) => mean) },
    ],
  };
  let [low, high] = [first, first];
  for (const rate of learningRates) [low, high] = [Math.min(low, rate), Math.max(high, rate)];
  const last = learningRates.at(-1) as number;
  return Object.assign(lineChart(chart), {
    name: 'learning-rate',
    title: chart.title,
    caption: `From ${shown(low)} to ${shown(high)}; ${shown(last)} in the last of ${learningRates.length} steps.`,
  });
}
