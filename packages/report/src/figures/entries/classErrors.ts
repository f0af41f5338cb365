import { expected } from '@latentkit/errors';
import { first, splitOf } from '@latentkit/runs';
import { barChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { reconstructionErrors } from '../reconstructionErrors.ts';
import { split } from './options.ts';

const mostClasses = 100;

export const classErrors = defineFigure({
  summary: 'mean reconstruction error of each class',
  runs: ['a model trained on data with classes'],
  train: ['latentkit train autoencoder'],
  options: { examples: z.int().positive().default(2000).describe('how many examples'), split },
  inReport: () => ({ options: {} }),
  async draw([run], { examples, split }) {
    const data = await run.data();
    const part = splitOf(data, split);
    const y = first(part.y, examples);
    const labels = part.label && Array.from(part.label.values.subarray(0, y.shape[0]));
    if (labels === undefined || new Set(labels).size > mostClasses) {
      throw expected({
        where: `run ${run.path}`,
        expected: `data with up to ${mostClasses} classes`,
        received: labels === undefined ? `${run.spec.data}, which has none` : String(new Set(labels).size),
        todo: 'Train on mnist or fashion-mnist.',
        code: 'RUN',
      });
    }
    const errors = await reconstructionErrors(run, y);
    const classes = [...new Set(labels)].sort((a, b) => a - b);
    const means = classes.map((wanted) => meanWhere(errors, (row) => labels[row] === wanted));
    const names = classes.map((index) => data.classes?.[index] ?? String(index));
    const chart = {
      title: 'Error by class',
      x: { label: 'class' },
      y: { label: 'mean error ‖y − ỹ‖²' },
      names,
      values: means,
    };
    return Object.assign(barChart(chart), { name: 'class-errors', title: chart.title, caption: classCaption(chart) });
  },
});

function meanWhere(errors: Float32Array, holds: (row: number) => boolean): number {
  const own = errors.filter((_, row) => holds(row));
  return own.reduce((sum, error) => sum + error, 0) / own.length;
}

/** Read off the bars. */
export function classCaption({ names, values }: { names: readonly string[]; values: readonly number[] }): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const named = (value: number) => `${names[values.indexOf(value)]} (${shown(value)})`;
  const times = low > 0 && high > low ? `, ${shown(high / low)} times as much` : '';
  return values.length === 1
    ? `All examples are of class ${named(low)}.`
    : `Lowest for ${named(low)}, highest for ${named(high)}${times}.`;
}
