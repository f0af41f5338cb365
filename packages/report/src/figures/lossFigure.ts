import type { RunRecord } from '@latentkit/runs';
import { type LineChart, lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { shortMeans } from './shortMeans.ts';

/** The training cost as it was met, in short means, beside the test cost after each epoch. */
export function lossFigure(
  { spec, epochs, data, judgedBy }: Pick<RunRecord, 'spec' | 'epochs' | 'data' | 'judgedBy'>,
  stepCosts: readonly number[],
): RunFigure {
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const training = shortMeans(stepCosts);
  const chart: LineChart = {
    title: 'Cost over the run',
    x: { label: 'epoch' },
    y: { label: judgedBy.title, unit: 'per example', log: true },
    series: [
      {
        name: 'training, as met',
        x: training.map(({ step }) => step / stepsPerEpoch),
        y: training.map(({ mean }) => mean),
      },
      { name: 'test', x: epochs.map(({ epoch }) => epoch), y: epochs.map(({ test }) => test.perExample) },
    ].filter(({ x }) => x.length > 0),
  };
  return Object.assign(lineChart(chart), {
    name: 'loss',
    title: chart.title,
    caption:
      'The cost summed over an example and averaged over examples: of the batches as they were learned from, and of the whole test set after each epoch.',
  });
}
