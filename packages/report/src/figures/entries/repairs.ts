import { counterRandom, type HostArray } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { checkRows, picked, reconstructed, splitOf } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import * as tf from '@tensorflow/tfjs-core';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { meanSquares } from '../meanSquares.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { rows, seed, split } from './options.ts';

export const repairs = defineFigure({
  summary: 'images, the same corrupted as in training, and what a denoising model makes of the corrupted ones',
  runs: ['a denoising model of images'],
  train: ['latentkit train denoising-autoencoder'],
  options: { rows: rows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), split, seed },
  async inReport(run) {
    if (run.entry.corrupt === undefined) return undefined;
    const count = Math.min(10, (await run.data()).test.y.shape[0] as number);
    return { first: true, options: { rows: Array.from({ length: count }, (_, row) => row) } };
  },
  async draw([run], { rows, split, seed }) {
    const corrupt = run.entry.corrupt?.(run.spec);
    if (corrupt === undefined) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'a model that learns from corrupted examples',
        received: run.spec.model,
        todo: 'Train a denoising-autoencoder.',
        code: 'RUN',
      });
    }
    const part = splitOf(await run.data(), split);
    checkRows(rows, part);
    const clean = picked(part.y, rows);
    const noisy = () => corrupt(tf.tensor(clean.values, [...clean.shape]), counterRandom({ seed, step: 0 }));
    const corrupted: HostArray = { values: tf.tidy(() => noisy().dataSync<'float32'>()), shape: clean.shape };
    const repaired = await reconstructed(run, { ...corrupted, scale: 1 });
    const grid = gridOf('Images, corrupted and denoised', part.y.shape.slice(1), [
      { title: 'image', images: clean },
      { title: 'corrupted', images: corrupted, noisy: true },
      { title: 'denoised', images: repaired },
    ]);
    return Object.assign(imageGrid(grid), {
      name: 'repairs',
      title: grid.title,
      caption: repairsCaption({
        before: meanSquares(clean.values, corrupted.values, rows.length),
        after: meanSquares(clean.values, repaired.values, rows.length),
        images: rows.length,
      }),
    });
  },
});

/** Read off the squared distances to the clean images. */
export function repairsCaption({ before, after, images }: { before: number; after: number; images: number }): string {
  const told = `Mean squared distance to the clean image over these ${images}: ${shown(before)} corrupted, ${shown(after)} denoised.`;
  if (after >= before)
    return `${told} The denoised images are no nearer to the clean ones than the corrupted images are.`;
  return `${told} The model removes ${shown(100 * (1 - after / before))} % of it.`;
}
