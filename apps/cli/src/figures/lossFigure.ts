import { type LineChart, lineChart, lineChartColumns } from '@latentkit/viz';
import type { RunRecord } from '../run/record.ts';
import type { RunFigure } from './runFigure.ts';

const mostPoints = 200;

/** The training cost as it was met, in short means, beside the test cost after each epoch. */
export function lossFigure(
  { spec, epochs, data, judgedBy }: Pick<RunRecord, 'spec' | 'epochs' | 'data' | 'judgedBy'>,
  stepCosts: readonly number[],
): RunFigure {
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const training = shortMeans(stepCosts, Math.ceil(stepCosts.length / mostPoints));
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
  return {
    name: 'loss',
    title: chart.title,
    caption:
      'The cost summed over an example and averaged over examples: of the batches as they were learned from, and of the whole test set after each epoch.',
    draw: (look) => lineChart(chart, look),
    columns: lineChartColumns(chart),
  };
}

/** Means over windows of `width` steps, each placed at its middle. */
function shortMeans(costs: readonly number[], width: number): { step: number; mean: number }[] {
  return Array.from({ length: Math.ceil(costs.length / width) }, (_, i) => {
    const window = costs.slice(i * width, (i + 1) * width);
    return { step: i * width + window.length / 2, mean: window.reduce((sum, cost) => sum + cost, 0) / window.length };
  });
}
