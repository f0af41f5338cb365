import { type LineChart, lineChart, lineChartColumns } from '@latentkit/viz';
import type { EpochRow } from '../run/record.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { RunFigure } from './runFigure.ts';

/** The test cost after each epoch beside the training cost as it was met. */
export function lossFigure(spec: RunSpec, epochs: readonly EpochRow[]): RunFigure {
  const x = epochs.map(({ epoch }) => epoch);
  const chart: LineChart = {
    title: 'Cost by epoch',
    x: { label: 'epoch' },
    y: { label: String(spec.cost).replaceAll('-', ' '), unit: 'per image' },
    series: [
      { name: 'training, as met', x, y: epochs.map(({ trainCost }) => trainCost) },
      { name: 'test', x, y: epochs.map(({ test }) => test.perExample) },
    ],
  };
  return {
    name: 'loss',
    title: chart.title,
    caption:
      'The cost summed over an image and averaged over images. Training is averaged while the weights move, so its first epochs lie higher.',
    draw: (look) => lineChart(chart, look),
    columns: lineChartColumns(chart),
  };
}
