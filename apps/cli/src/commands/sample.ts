import { Command } from 'commander';
import { z } from 'zod';
import { checkComponents, samplerNames, samplers } from '@latentkit/catalogue';
import { decoded } from '@latentkit/runs';
import { openRun } from '@latentkit/runs';
import { addFlags, flagOf } from '../spec/flags.ts';
import { parse } from '@latentkit/runs/internal';
import { checkOut, outHelp, outOf, writeObservations } from './observations.ts';
import { withRun } from './runArguments.ts';

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

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly out?: string };

/** `latentkit sample <run>`: the decoder as a generator. */
export function sampleCommand(): Command {
  const command = withRun(
    new Command('sample').description('draw images from codes that a sampler draws, or write the numbers'),
  ).option('--out <file>', outHelp('samples'));
  return addFlags(command, options).action(async (path: string, { engine, out, ...flags }: Flags) => {
    checkOut(out);
    const { sampler, count, ...fit } = parse(options, flags, flagOf);
    const run = await openRun(path, engine);
    try {
      const { train } = await run.data();
      const name = sampler ?? (run.model.posterior ? 'prior' : 'normal');
      if (name === 'mixture') checkComponents(fit, train.y.shape[0] as number);
      const fitted = await samplers[name].fit(run, fit);
      const y = await decoded(run, fitted.sample(count, fit));
      const title = `Images from codes: ${samplers[name].title(fit)}`;
      await writeObservations(outOf(run, out, 'samples'), { run, title, y });
    } finally {
      run.model.dispose();
    }
  });
}
