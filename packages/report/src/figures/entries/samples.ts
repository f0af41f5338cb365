import type { HostArray } from '@latentkit/core';
import { isImageCodes, isTextToImage } from '@latentkit/models';
import { decoded, encoded, first, latentSize } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { samplersOf } from '../../entry/samplerEntry.ts';
import { medianOf, shown } from '../../verdict/statistics.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { seed } from './options.ts';

const perRow = 12;
/** Codes of each sampler whose distance to encoded data is measured. */
const asMany = 200;

/** A larger latent dimension makes a mixture of Gaussians slow: a run must not wait for its report. */
const mostFitted = 128;

export const samples = defineFigure({
  summary: 'images decoded from random codes, one row per sampler',
  runs: ['a model of images'],
  train: ['latentkit train vae', 'latentkit train autoencoder'],
  options: {
    components: z.int().positive().default(10).describe('Gaussians in the mixture fitted to the codes'),
    codes: z.int().positive().default(5000).describe('codes that samplers are fitted to'),
    rowsEach: z.int().positive().default(2).describe(`rows of ${perRow} images per sampler`),
    seed,
  },
  inReport(run) {
    // Entries of a codebook have no density that a sampler could fit: text-to-image learns which follow which.
    if (isImageCodes(run.model) || isTextToImage(run.model)) return undefined;
    const size = latentSize(run);
    if (size <= mostFitted) return { options: { codes: 2000 } };
    return {
      leftOut: `The samplers figure is left out: a mixture of Gaussians takes minutes to fit to ${size} latent dimensions.`,
    };
  },
  async draw([run], { components, codes, rowsEach, seed }, { samplers }) {
    const { train, test } = await run.data();
    const known = await encoded(run, first(train.y, codes));
    const asked = await encoded(run, first(test.y, asMany));
    const told: Away[] = [];
    const held = asked.shape[0] === 0 ? undefined : awayFrom(known, asked);
    const rows: { title: string; images: HostArray }[] = [];
    const fit = { components: Math.min(components, train.y.shape[0] as number), codes, seed };
    for (const [, entry] of samplersOf(run, samplers)) {
      const sampler = await entry.fit(run, fit);
      const drawn = sampler.sample(rowsEach * perRow, { seed });
      told.push({ name: entry.title(fit, run), away: awayFrom(known, sampler.sample(asMany, { seed })) });
      const { values, shape } = await decoded(run, drawn);
      const size = (values.length / rowsEach) | 0;
      for (let row = 0; row < rowsEach; row++) {
        const images = { values: values.slice(row * size, (row + 1) * size), shape: [perRow, ...shape.slice(1)] };
        rows.push({ title: row === 0 ? entry.title(fit, run) : '', images });
      }
    }
    const grid = gridOf('Images from codes of each sampler', train.y.shape.slice(1), rows);
    return Object.assign(imageGrid(grid), {
      name: 'samples',
      title: grid.title,
      caption: samplesCaption(told, held),
    });
  },
});

/** Median distance of codes to the nearest of the known ones. */
function awayFrom(known: HostArray, asked: HostArray): number {
  const [count, others] = [asked.shape[0] as number, known.shape[0] as number];
  const size = asked.values.length / count;
  const distances = Float64Array.from({ length: count }, (_, row) => {
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < others; other++) {
      let sum = 0;
      for (let i = 0; i < size; i++)
        sum += ((known.values[other * size + i] as number) - (asked.values[row * size + i] as number)) ** 2;
      least = Math.min(least, sum);
    }
    return Math.sqrt(least);
  });
  return medianOf(distances);
}

interface Away {
  readonly name: string;
  readonly away: number;
}

/** Read off the codes: how far those of each sampler, and of test data, are from encoded training data. */
export function samplesCaption(samplers: readonly Away[], held?: number): string {
  const told = samplers.map(({ name, away }) => `${name} ${shown(away)}`).join(', ');
  return `Median distance from a sampled code to the nearest code of training data: ${told}${held === undefined ? '' : `; codes of test data are ${shown(held)} away`}. The decoder was never trained far from those codes.`;
}
