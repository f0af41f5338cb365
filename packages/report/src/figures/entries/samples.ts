import type { HostArray } from '@latentkit/core';
import { decoded, latentSize } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { samplersOf } from '../../entry/samplerEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { seed } from './options.ts';

const perRow = 12;

/** A larger latent dimension makes a mixture of Gaussians slow: a run must not wait for its report. */
const mostFitted = 128;

export const samples = defineFigure({
  summary: 'the decoder as a generator: images from codes drawn by each sampler, side by side',
  runs: ['a model of images'],
  train: ['latentkit train vae', 'latentkit train autoencoder'],
  options: {
    components: z.int().positive().default(10).describe('Gaussians in the mixture fitted to the codes'),
    codes: z.int().positive().default(5000).describe('codes that samplers are fitted to'),
    rowsEach: z.int().positive().default(2).describe(`rows of ${perRow} images a sampler`),
    seed,
  },
  inReport(run) {
    const size = latentSize(run);
    if (size <= mostFitted) return { options: { codes: 2000 } };
    return {
      leftOut: `Images of samplers are left out: a mixture of Gaussians takes minutes to fit to codes of ${size} numbers.`,
    };
  },
  async draw([run], { components, codes, rowsEach, seed }, { samplers }) {
    const { train } = await run.data();
    const rows: { title: string; images: HostArray }[] = [];
    const fit = { components: Math.min(components, train.y.shape[0] as number), codes, seed };
    for (const [, entry] of samplersOf(run, samplers)) {
      const sampler = await entry.fit(run, fit);
      const { values, shape } = await decoded(run, sampler.sample(rowsEach * perRow, { seed }));
      const size = (values.length / rowsEach) | 0;
      for (let row = 0; row < rowsEach; row++) {
        const images = { values: values.slice(row * size, (row + 1) * size), shape: [perRow, ...shape.slice(1)] };
        rows.push({ title: row === 0 ? entry.title(fit) : '', images });
      }
    }
    const grid = gridOf('Images from codes of each sampler', train.y.shape.slice(1), rows);
    return Object.assign(imageGrid(grid), {
      name: 'samples',
      title: grid.title,
      caption:
        'A decoder makes images of codes that encoders give; a sampler is good where its codes are such codes. An autoencoder promises nothing about the codes between.',
    });
  },
});
