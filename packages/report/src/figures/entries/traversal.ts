import type { HostArray } from '@latentkit/core';
import { isImageCodes, isTextToImage } from '@latentkit/models';
import { checkRows, decoded, encoded, first, latentSize, type OpenRun, picked, splitOf } from '@latentkit/runs';
import { traversal as along } from '@latentkit/samplers';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { split } from './options.ts';

const steps = 11;

export const traversal = defineFigure({
  summary: 'what each latent dimension changes: images as one dimension varies and the others stay',
  runs: ['a model of images'],
  train: ['latentkit train vae --latent-size 8 --out runs/vae-8d'],
  options: {
    row: z.int().min(0).default(0).describe('example whose code is moved'),
    reach: z.number().positive().default(3).describe('how far each dimension moves, from −reach to reach'),
    most: z.int().positive().default(10).describe('how many latent dimensions to show'),
    split,
  },
  // An entry of a codebook is chosen or not: a number of it that moves shows nothing.
  inReport: async (run) =>
    isImageCodes(run.model) || isTextToImage(run.model) ? undefined : { options: { reach: await reachOf(run) } },
  async draw([run], { row, reach, most, split }) {
    const part = splitOf(await run.data(), split);
    checkRows([row], part);
    const { values } = await encoded(run, picked(part.y, [row]));
    const places = Array.from({ length: steps }, (_, i) => reach * ((2 * i) / (steps - 1) - 1));
    const rows: { title: string; images: HostArray }[] = [];
    for (let axis = 0; axis < Math.min(most, latentSize(run)); axis++) {
      rows.push({ title: `z${axis + 1}`, images: await decoded(run, along(values, axis, places)) });
    }
    const shape = part.y.shape.slice(1);
    const grid = gridOf(`Latent traversal: each dimension from −${reach} to ${reach}`, shape, rows);
    return Object.assign(imageGrid(grid), {
      name: 'traversal',
      title: grid.title,
      caption: traversalCaption(rows.map(({ images }) => images.values)),
    });
  },
});

/** Read off the images of each row: how far its two ends are apart. */
export function traversalCaption(rows: readonly ArrayLike<number>[]): string {
  const changes = rows.map((values) => {
    const size = values.length / steps;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += ((values[i] as number) - (values[(steps - 1) * size + i] as number)) ** 2;
    return sum;
  });
  const [most, least] = [Math.max(...changes), Math.min(...changes)];
  const at = (change: number) => `z${changes.indexOf(change) + 1} (${shown(change)})`;
  const told = 'Each row varies one latent dimension and keeps the others.';
  if (rows.length === 1) return `${told} Squared difference between both ends: ${at(most)}.`;
  return `${told} Squared difference between both ends of a row: largest for ${at(most)}, smallest for ${at(least)}; a dimension with 0 is ignored by the decoder.`;
}

/** Three times the root mean square of codes, and at least 3: where the decoder has seen codes, whatever their unit. */
async function reachOf(run: OpenRun): Promise<number> {
  const { values } = await encoded(run, first((await run.data()).test.y, 500));
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.max(3, Number((3 * Math.sqrt(squares / values.length)).toPrecision(2)));
}
