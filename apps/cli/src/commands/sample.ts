import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import type { FitOptions, SamplerEntry } from '@latentkit/report';
import { decoded, drawn } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { z } from 'zod';
import { addFlags } from '../spec/flags.ts';
import { givenClass } from './givenClass.ts';
import { checkOut, outHelp, outOf, writeObservations } from './observations.ts';
import { opened } from './opened.ts';
import { withPlace, withRun } from './runArguments.ts';

const optionsOf = (samplers: readonly string[]) => ({
  sampler: z
    .enum(samplers as [string, ...string[]])
    .optional()
    .describe('distribution of codes; left out: prior for a model with a prior, else normal'),
  count: z.int().positive().max(1000).default(40).describe('images'),
  components: z.int().positive().default(10).describe('Gaussians of a mixture'),
  codes: z.int().positive().default(5000).describe('training examples whose codes a sampler is fitted to'),
  seed: z.int().min(0).default(0).describe('decides all that is drawn at random'),
  mean: z.boolean().default(false).describe('the mean of p(y|z) instead of a draw, which is usual for tables'),
  class: z.int().min(0).optional().describe('of a conditional model: the class, counted from 0 (the mean over all)'),
});

type Flags = Readonly<Record<string, unknown>> & {
  readonly engine: string;
  readonly out?: string;
  readonly data?: string;
};

/** `latentkit sample <run>`: the decoder as a generator. */
export function sampleCommand(catalogue: FullCatalogue): Command {
  const { samplers } = catalogue;
  const options = optionsOf(Object.keys(samplers));
  const command = withPlace(withRun(new Command('sample'))).option('--out <file>', outHelp('samples'));
  return addFlags(command, options).action(async (path: string, { engine, out, data, ...flags }: Flags) => {
    checkOut(out);
    const { sampler, count, mean, class: label, ...fit } = parse(options, flags, flagOf);
    const run = await opened(path, engine, catalogue, data);
    try {
      const model = label === undefined ? run.model : givenClass(run, label);
      const { train } = await run.data();
      const name = sampler ?? (run.model.posterior ? 'prior' : 'normal');
      if (name === 'mixture') checkComponents(fit, train.y.shape[0] as number);
      const entry = samplers[name] as SamplerEntry;
      const fitted = await entry.fit(run, fit);
      const codes = fitted.sample(count, fit);
      const isTable = run.model.exampleShape.length === 1;
      const draws = isTable && !mean ? await drawn({ ...run, model }, codes, fit) : undefined;
      const y = draws ?? (await decoded({ ...run, model }, codes));
      const title = `Images from codes: ${entry.title(fit)}`;
      await writeObservations(outOf(run, out, 'samples'), { run, title, y });
    } finally {
      run.model.dispose();
    }
  });
}

/** @throws FLAG for more Gaussians than there are codes */
function checkComponents({ components, codes }: FitOptions, examples: number): void {
  const most = Math.min(codes, examples);
  if (components <= most) return;
  throw expected({
    where: '--components',
    expected: `at most ${most}, one for each code`,
    received: String(components),
    todo: 'Ask fewer, or fit more codes.',
    code: 'FLAG',
  });
}
