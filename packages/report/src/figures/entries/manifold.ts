import type { HostArray } from '@latentkit/core';
import { decoded, encoded, first, latentSize, requirePlane } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf, imageSize } from '../reconstructionsFigure.ts';
import { shrinkFactor, shrunk, shrunkSize } from '../shrunk.ts';

const most = 10_000;

export const manifold = defineFigure({
  summary: 'images decoded from a grid over the 2-D latent space',
  runs: ['a model of images with 2 latent dimensions'],
  train: ['latentkit train vae --latent-size 2 --out runs/vae-2d'],
  options: { across: z.int().min(2).max(40).default(16).describe('images per row, and rows') },
  inReport: (run) =>
    latentSize(run) === 2 && run.model.decode !== undefined
      ? { options: { across: 14 }, first: run.model.posterior !== undefined }
      : undefined,
  async draw([run], { across }) {
    requirePlane(run);
    const { train } = await run.data();
    const { values } = await encoded(run, first(train.y, most));
    const [x, y] = [0, 1].map((axis) => middleOf(values.filter((_, i) => i % 2 === axis)));
    const at = ([low, high]: readonly number[], i: number) =>
      (low as number) + ((high as number) - (low as number)) * (i / (across - 1));
    const size = imageSize(train.y.shape.slice(1));
    // All of them at once are gigabytes where images are large.
    const factor = shrinkFactor(size, across ** 2);
    const { height, width, channels } = shrunkSize(size, factor);
    const rows: { images: HostArray }[] = [];
    for (let row = 0; row < across; row++) {
      // The first row is the highest, as in a plane.
      const codes = Float32Array.from({ length: 2 * across }, (_, i) =>
        i % 2 === 0 ? at(x as number[], i / 2) : at(y as number[], across - 1 - row),
      );
      const { values } = await decoded(run, { values: codes, shape: [across, 2] });
      rows.push({ images: { values: shrunk(values, size, factor), shape: [across, height, width, channels] } });
    }
    const said = factor === 1 ? '' : ` (at 1/${factor} of their size)`;
    const grid = gridOf(`The plane of codes, decoded${said}`, [height, width, channels], rows);
    return Object.assign(imageGrid(grid), {
      name: 'manifold',
      title: grid.title,
      caption:
        'Each image is decoded from its position in the latent space; the range covers the middle 98 % of the training codes.',
    });
  },
});

/** The bounds of the middle 98 %. */
export function middleOf(values: HostArray['values']): [number, number] {
  const sorted = values.slice().sort();
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] as number;
  return [at(0.01), at(0.99)];
}
