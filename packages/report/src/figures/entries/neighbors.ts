import type { HostArray } from '@latentkit/core';
import { encoded, first, picked } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { percent } from '../../verdict/statistics.ts';
import { gridOf } from '../reconstructionsFigure.ts';

/** Test images whose neighbours are counted. */
const counted = 200;

export const neighbors = defineFigure({
  summary: 'images, and the training images whose codes are nearest to theirs',
  runs: ['a model of images'],
  train: ['latentkit train autoencoder'],
  options: {
    among: z.int().min(2).default(4000).describe('training images to search'),
    rows: z.int().positive().max(20).default(6).describe('test images to show'),
    each: z.int().positive().max(15).default(7).describe('neighbours of each'),
  },
  inReport: () => ({ options: {} }),
  async draw([run], { among, rows, each }) {
    const { train, test } = await run.data();
    // Without classes there is nothing to count: the images shown are enough.
    const labels = train.label && test.label && { train: train.label.values, test: test.label.values };
    const [known, asked] = [first(train.y, among), first(test.y, labels ? counted : rows)];
    const nearest = nearestRows(await encoded(run, known), await encoded(run, asked), each);
    const shown = nearest.slice(0, rows).map((own, row) => {
      const [image, others] = [picked(asked, [row]), picked(known, own)];
      const values = new Float32Array([...image.values, ...others.values]);
      return {
        title: `test image ${row}`,
        images: { values, shape: [own.length + 1, ...test.y.shape.slice(1)] },
      };
    });
    const grid = gridOf('Nearest neighbours in latent space', test.y.shape.slice(1), shown);
    return Object.assign(imageGrid(grid), {
      name: 'neighbors',
      title: grid.title,
      caption: neighborsCaption({ nearest, among: known.shape[0] as number, labels }),
    });
  },
});

/** For each given code, the rows of the nearest known ones by Euclidean distance. */
export function nearestRows(known: HostArray, asked: HostArray, count: number): number[][] {
  const size = known.values.length / (known.shape[0] as number);
  return Array.from({ length: asked.shape[0] as number }, (_, row) => {
    const squares = Float64Array.from({ length: known.shape[0] as number }, (_, other) => {
      let sum = 0;
      for (let i = 0; i < size; i++)
        sum += ((known.values[other * size + i] as number) - (asked.values[row * size + i] as number)) ** 2;
      return sum;
    });
    return [...squares.keys()].sort((a, b) => (squares[a] as number) - (squares[b] as number)).slice(0, count);
  });
}

interface Found {
  readonly nearest: readonly (readonly number[])[];
  readonly among: number;
  readonly labels?: { readonly train: ArrayLike<number>; readonly test: ArrayLike<number> } | undefined;
}

/** Read off the neighbours: how many have the class of the image whose they are. */
export function neighborsCaption({ nearest, among, labels }: Found): string {
  const each = nearest[0]?.length ?? 0;
  const first = `Each row: an image, then the ${each} of ${among} training images whose codes are nearest to its own.`;
  if (labels === undefined) return first;
  const same = nearest.flatMap((own, row) => own.filter((other) => labels.train[other] === labels.test[row]));
  return `${first} Over ${nearest.length} images, ${percent(same.length / (each * nearest.length))} of these neighbours have the class of their image.`;
}
