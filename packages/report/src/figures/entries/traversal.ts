import type { HostArray } from '@latentkit/core';
import { checkRows, decoded, encoded, first, latentSize, type OpenRun, picked, splitOf } from '@latentkit/runs';
import { traversal as along } from '@latentkit/samplers';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { split } from './options.ts';

const steps = 11;

export const traversal = defineFigure({
  summary: 'one number of a code moved at a time: what each stands for',
  runs: ['a model of images'],
  train: ['latentkit train vae --latent-size 8 --out runs/vae-8d'],
  options: {
    row: z.int().min(0).default(0).describe('example whose code is moved'),
    reach: z.number().positive().default(3).describe('how far each dimension moves, from −reach to reach'),
    most: z.int().positive().default(10).describe('how many latent dimensions to show'),
    split,
  },
  inReport: async (run) => ({ options: { reach: await reachOf(run) } }),
  async draw([run], { row, reach, most, split }) {
    const part = splitOf(await run.data(), split);
    checkRows([row], part);
    const { values } = await encoded(run, picked(part.y, [row]));
    const places = Array.from({ length: steps }, (_, i) => reach * ((2 * i) / (steps - 1) - 1));
    const rows: { title: string; images: HostArray }[] = [];
    for (let axis = 0; axis < Math.min(most, latentSize(run)); axis++) {
      rows.push({ title: `z${axis}`, images: await decoded(run, along(values, axis, places)) });
    }
    const shape = part.y.shape.slice(1);
    const grid = gridOf(`Each number of a code from −${reach} to ${reach}`, shape, rows);
    return Object.assign(imageGrid(grid), {
      name: 'traversal',
      title: grid.title,
      caption:
        'Each row moves one number of the code and keeps the others: rows that do not change are numbers that the decoder does not use.',
    });
  },
});

/** Three times the root mean square of codes, and at least 3: where the decoder has seen codes, whatever their unit. */
async function reachOf(run: OpenRun): Promise<number> {
  const { values } = await encoded(run, first((await run.data()).test.y, 500));
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.max(3, Number((3 * Math.sqrt(squares / values.length)).toPrecision(2)));
}
