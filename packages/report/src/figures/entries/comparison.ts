import { counterRandom, type HostArray, mapTable } from '@latentkit/core';
import { gaussianNoise } from '@latentkit/layers';
import type { OpenRun } from '@latentkit/runs';
import { checkRows, decoded, encoded, first, picked, reconstructed, splitOf } from '@latentkit/runs';
import { normalSampler } from '@latentkit/samplers';
import { type Figure, type FigureGrid, figureGrid, imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { latentFigure } from '../latentFigure.ts';
import { meanSquares } from '../meanSquares.ts';
import { namesOf } from '../namesOf.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { rows, seed, split } from './options.ts';

const most = 10_000;

export const comparison = defineFigure({
  summary: 'several models side by side: reconstructions, denoised images, samples and latent codes',
  runs: ['models of images, e.g. an autoencoder, a denoising one and a vae…'],
  train: [
    'latentkit train autoencoder --out runs/ae',
    'latentkit train denoising-autoencoder --out runs/dae',
    'latentkit train vae --latent-size 2 --out runs/vae-2d',
  ],
  options: {
    rows: rows([0, 1, 2, 3, 4, 5, 6, 7]),
    noise: z.number().positive().default(0.4).describe('standard deviation of the noise added to images'),
    split,
    seed,
  },
  async draw(runs, options) {
    const names = namesOf(runs.map(({ spec }) => spec));
    const columns: Figure[][] = [];
    const errors: Errors[] = [];
    for (const [i, run] of runs.entries()) {
      const { figures, ...own } = await columnOf(run, names[i] as string, options);
      columns.push(figures);
      errors.push({ name: names[i] as string, ...own });
    }
    const grid: FigureGrid = {
      title: 'The same images, several models',
      across: runs.length,
      figures: [0, 1].flatMap((row) => columns.map((column) => column[row] as Figure)),
    };
    return Object.assign(figureGrid(grid), {
      name: 'comparison',
      title: grid.title,
      caption: comparisonCaption(errors, options.noise),
    });
  },
});

interface Errors {
  readonly name: string;
  /** Mean squared distance to the clean images: of the noisy ones, and of reconstructions of the clean and of the noisy ones. */
  readonly noisy: number;
  readonly ofClean: number;
  readonly ofNoisy: number;
}

/** Read off the images: which model repairs noise, and which copies it. */
export function comparisonCaption(errors: readonly Errors[], noise: number): string {
  const told = errors.map(({ name, ofClean, ofNoisy }) => `${name} ${shown(ofClean)} and ${shown(ofNoisy)}`).join('; ');
  return `Mean squared distance to the clean image, for reconstructions of that image and of a copy with noise of standard deviation ${noise} (the copy itself: ${shown(errors[0]?.noisy ?? 0)}): ${told}.`;
}

interface Options {
  readonly rows: readonly number[];
  readonly noise: number;
  readonly split: string;
  readonly seed: number;
}

/** Images above codes, and how far they are from the clean ones. */
async function columnOf(run: OpenRun, name: string, { rows, noise, split, seed }: Options) {
  const { engine, model } = run;
  const data = await run.data();
  const part = splitOf(data, split);
  checkRows(rows, part);
  const images = picked(part.y, rows);
  const reconstructions = await reconstructed(run, images);
  const corrupt = gaussianNoise({ standardDeviation: noise });
  const corrupted = await mapTable({
    engine,
    map: (y) => corrupt(y, counterRandom({ seed, step: 0 })),
    state: [],
    table: images,
  });
  const repaired = await reconstructed(run, { ...corrupted, scale: 1 });
  const sampler = normalSampler().fit(await encoded(run, first(data.train.y, most)));
  const samples = await decoded(run, sampler.sample(rows.length, { seed }));
  const pictures: { title: string; images: HostArray | typeof images; noisy?: boolean }[] = [
    { title: 'image', images },
    { title: 'reconstruction', images: reconstructions },
    { title: 'noisy image', images: corrupted, noisy: true },
    { title: 'from noisy image', images: repaired },
    { title: 'samples', images: samples },
  ];
  const grid = gridOf(name, part.y.shape.slice(1), pictures);
  const codes = await latentFigure(part, {
    engine,
    model,
    ...(data.classes && { classes: data.classes }),
  });
  const away = ({ values }: { values: ArrayLike<number> }) => meanSquares(images.values, values, rows.length);
  return {
    figures: [imageGrid(grid), codes],
    noisy: away(corrupted),
    ofClean: away(reconstructions),
    ofNoisy: away(repaired),
  };
}
