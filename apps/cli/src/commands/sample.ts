import { imageGrid } from '@latentkit/viz';
import { Command } from 'commander';
import { z } from 'zod';
import { checkComponents, samplerNames, samplers } from '../catalogue/samplers.ts';
import { inRows } from '../figures/inRows.ts';
import { decoded } from '../figures/onRun.ts';
import { gridOf } from '../figures/reconstructionsFigure.ts';
import { openRun } from '../run/openRun.ts';
import { addFlags, flagOf } from '../spec/flags.ts';
import { parse } from '../spec/parse.ts';
import { withRun } from './runArguments.ts';
import { checkPicture, writePicture } from './writeOut.ts';

const options = {
  sampler: z
    .enum(samplerNames)
    .optional()
    .describe('distribution of codes; left out: prior for a model with a prior, else normal'),
  count: z.int().positive().max(1000).default(40).describe('images'),
  components: z.int().positive().default(10).describe('Gaussians of a mixture'),
  codes: z.int().positive().default(5000).describe('training examples whose codes a sampler is fitted to'),
  seed: z.int().min(0).default(0).describe('decides all that is drawn at random'),
};

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly out: string };

/** `latentkit sample <run>`: the decoder as a generator. */
export function sampleCommand(): Command {
  const command = withRun(new Command('sample').description('draw images from codes that a sampler draws')).option(
    '--out <file>',
    'picture to write, .png or .svg',
    'samples.png',
  );
  return addFlags(command, options).action(async (path: string, { engine, out, ...flags }: Flags) => {
    checkPicture(out);
    const { sampler, count, ...fit } = parse(options, flags, flagOf);
    const run = await openRun(path, engine);
    try {
      const { train } = await run.data();
      const name = sampler ?? (run.model.posterior ? 'prior' : 'normal');
      if (name === 'mixture') checkComponents(fit, train.y.shape[0] as number);
      const fitted = await samplers[name].fit(run, fit);
      const images = await decoded(run, fitted.sample(count, fit));
      const title = `Images from codes: ${samplers[name].title(fit)}`;
      await writePicture(out, imageGrid(gridOf(title, images.shape.slice(1), inRows(images))));
    } finally {
      run.model.dispose();
    }
  });
}
