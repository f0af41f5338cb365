import { first, picked, reconstructed, splitOf } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { medianOf, shown } from '../../verdict/statistics.ts';
import { reconstructionErrors } from '../reconstructionErrors.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { split } from './options.ts';

export const extremes = defineFigure({
  summary: 'the images that a model reconstructs worst and best, each with its error',
  runs: ['a model of images'],
  train: ['latentkit train autoencoder'],
  options: {
    examples: z.int().positive().default(2000).describe('images among which the worst and the best are found'),
    each: z.int().positive().max(20).default(8).describe('images of each kind'),
    split,
  },
  inReport: () => ({ options: {} }),
  async draw([run], { examples, each, split }) {
    const y = first(splitOf(await run.data(), split).y, examples);
    const errors = await reconstructionErrors(run, y);
    const order = [...errors.keys()].sort((a, b) => (errors[b] as number) - (errors[a] as number));
    const count = Math.min(each, order.length);
    const kinds = { worst: order.slice(0, count), best: order.slice(-count).reverse() };
    const rows = [];
    for (const [name, some] of Object.entries(kinds)) {
      const images = picked(y, some);
      rows.push({ title: name, images });
      rows.push({
        title: 'reconstruction',
        images: await reconstructed(run, images),
        labels: some.map((row) => shown(errors[row] as number)),
      });
    }
    const grid = gridOf('Worst and best reconstructions', y.shape.slice(1), rows);
    return Object.assign(imageGrid(grid), {
      name: 'extremes',
      title: grid.title,
      caption: extremesCaption({ errors, split }),
    });
  },
});

/** Read off the errors ‖y − ỹ‖² of the rows. */
export function extremesCaption({ errors, split }: { errors: ArrayLike<number>; split: string }): string {
  const order = Array.from(errors, (_, row) => row).sort((a, b) => (errors[a] as number) - (errors[b] as number));
  const [best, worst] = [order[0] as number, order.at(-1) as number];
  const of = (row: number) => `${shown(errors[row] as number)} (row ${row})`;
  return `The number under each reconstruction is its error ‖y − ỹ‖². Among ${errors.length} ${split === 'train' ? 'training' : split} images the error goes from ${of(best)} to ${of(worst)}; the median is ${shown(medianOf(errors))}.`;
}
