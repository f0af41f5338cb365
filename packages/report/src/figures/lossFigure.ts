import type { RunRecord } from '@latentkit/runs';
import { shortMeans } from '@latentkit/runs/internal';
import { type LineChart, lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';

const training = 'train (per batch)';

/** The training cost per batch, as short means, with the test cost after each epoch. */
export function lossFigure(
  { spec, epochs, data, judgedBy }: Pick<RunRecord, 'spec' | 'epochs' | 'data' | 'judgedBy'>,
  stepCosts: readonly number[],
): RunFigure {
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const means = shortMeans(stepCosts);
  const chart: LineChart = {
    title: 'Loss over the run',
    x: { label: 'epoch' },
    y: { label: judgedBy.title, unit: 'per example', log: true },
    series: [
      {
        name: training,
        x: means.map(({ step }) => step / stepsPerEpoch),
        y: means.map(({ mean }) => mean),
      },
      {
        name: 'test',
        besides: training,
        x: epochs.map(({ epoch }) => epoch),
        y: epochs.map(({ test }) => test.perExample),
      },
    ].filter(({ x }) => x.length > 0),
  };
  return Object.assign(lineChart(chart), {
    name: 'loss',
    title: chart.title,
    caption:
      'The loss per example: of each training batch (a short running mean), and of the whole test set after each epoch.',
  });
}
