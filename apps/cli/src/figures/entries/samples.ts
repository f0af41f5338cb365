import type { HostArray } from '@latentkit/core';
import {
  aggregatePosteriorSampler,
  type FittedSampler,
  gaussianMixtureSampler,
  normalSampler,
  priorSampler,
  uniformSampler,
} from '@latentkit/samplers';
import { imageGrid, imageGridColumns } from '@latentkit/viz';
import { z } from 'zod';
import type { OpenRun } from '../../run/openRun.ts';
import { figureEntry } from '../figureEntry.ts';
import { decoded, encoded, first, posteriors } from '../onRun.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { seed } from './options.ts';

const perRow = 12;

export const samples = figureEntry({
  summary: 'the decoder as a generator: images from codes drawn by each sampler, side by side',
  runs: ['a model of images'],
  train: ['latentkit train vae', 'latentkit train autoencoder'],
  options: {
    components: z.int().positive().default(10).describe('Gaussians of the mixture that is fitted to codes'),
    codes: z
      .int()
      .positive()
      .default(5000)
      .describe('codes that samplers are fitted to: enough for a covariance, and a mixture is fitted in seconds'),
    rowsEach: z.int().positive().default(2).describe(`rows of ${perRow} images a sampler`),
    seed,
  },
  async draw([run], { components, codes, rowsEach, seed }) {
    const { train } = await run.data();
    const rows: { title: string; images: HostArray }[] = [];
    for (const [name, sampler] of Object.entries(await fittedTo(run, { components, most: codes, seed }))) {
      const { values, shape } = await decoded(run, sampler.sample(rowsEach * perRow, { seed }));
      const size = (values.length / rowsEach) | 0;
      for (let row = 0; row < rowsEach; row++) {
        const images = { values: values.slice(row * size, (row + 1) * size), shape: [perRow, ...shape.slice(1)] };
        rows.push({ title: row === 0 ? name : '', images });
      }
    }
    const grid = gridOf('Images from codes of each sampler', train.y.shape.slice(1), rows);
    return {
      name: 'samples',
      title: grid.title,
      caption:
        'A decoder makes images of codes that encoders give; a sampler is good where its codes are such codes. An autoencoder promises nothing about the codes between.',
      draw: (look) => imageGrid(grid, look),
      columns: imageGridColumns(grid),
    };
  },
});

async function fittedTo(
  run: OpenRun,
  { components, most, seed }: { components: number; most: number; seed: number },
): Promise<Record<string, FittedSampler>> {
  const y = first((await run.data()).train.y, most);
  const codes = await encoded(run, y);
  const posterior = await posteriors(run, y);
  return {
    'uniform within bounds': uniformSampler().fit(codes),
    'normal with the data’s covariance': normalSampler().fit(codes),
    'prior N(0, I)': priorSampler().fit(codes),
    ...(posterior && { 'aggregate posterior': aggregatePosteriorSampler().fit(posterior) }),
    [`mixture of ${components} Gaussians`]: gaussianMixtureSampler({ components, restarts: 1 }).fit(codes, { seed }),
  };
}
