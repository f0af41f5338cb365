import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import { decoded, drawn } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { z } from 'zod';
import { sampleBulk } from '../bulk/sampleBulk.ts';
import { type SampleFlags, sampled } from '../bulk/sampled.ts';
import { folderOf, partsOf, type ShardFlags, withShards } from '../bulk/shardFlags.ts';
import { type BulkFlags, bulkWork } from '../bulk/work.ts';
import { closing, writeFileOf, writeParts } from '../bulk/writeBulk.ts';
import { addFlags } from '../spec/flags.ts';
import { checkOut, isTable, outHelp, outOf, type Part, writePictureOf } from './observations.ts';
import { withPlace, withRun } from './runArguments.ts';

const mostImages = 1000;

const optionsOf = (samplers: readonly string[]) => ({
  sampler: z
    .enum(samplers as [string, ...string[]])
    .optional()
    .describe('distribution that codes are drawn from (default: prior for a model that has one, else normal)'),
  count: z.int().positive().default(40).describe(`how many samples; at most ${mostImages} as a picture`),
  components: z.int().positive().default(10).describe('number of Gaussians of the mixture sampler'),
  codes: z.int().positive().default(5000).describe('number of training examples that the sampler is fitted to'),
  seed: z.int().min(0).default(0).describe('random seed'),
  mean: z
    .boolean()
    .default(false)
    .describe('write the mean of p(y|z) instead of drawing from it (drawing is the default for tables)'),
  class: z
    .string()
    .min(1)
    .optional()
    .describe(
      'for a conditional model: class to sample, by name or by number from 0, or `all` for --count of each (default: the average of all classes)',
    ),
});

type Flags = Readonly<Record<string, unknown>> &
  ShardFlags & {
    readonly engine: string;
    readonly out?: string;
    readonly data?: string;
  };

/** `latentkit sample <run>`: the decoder as a generator. */
export function sampleCommand(catalogue: FullCatalogue): Command {
  const options = optionsOf(Object.keys(catalogue.samplers));
  const command = withShards(withPlace(withRun(new Command('sample')))).option('--out <file>', outHelp('samples'));
  return addFlags(command, options).action(async (path: string, { engine, out, data, ...asked }: Flags) => {
    const { parts: shards, rest: given } = partsOf(asked);
    const flags = { engine, ...(data !== undefined && { data }), ...parse(options, given, flagOf) };
    if (shards) {
      const work = await bulkWork.sample(path, flags as BulkFlags, catalogue);
      const what = { command: 'sample', run: path, flags, catalogue, parts: shards } as const;
      return closing(work, () => writeParts(work, folderOf(out ?? 'samples', shards), what));
    }
    checkOut(out);
    const drawing = await sampled(path, flags as SampleFlags, catalogue);
    const { run, models, codes, title, seed, count, draws } = drawing;
    const target = outOf(run, out, 'samples');
    if (isTable(target)) {
      const work = { run, bulk: await sampleBulk(drawing) };
      return closing(work, () => writeFileOf(work, target));
    }
    try {
      checkImages(count * models.length);
      const parts: Part[] = [];
      for (const [i, { model, name }] of models.entries()) {
        const z = codes.sample(count, { seed, first: i * count });
        const y =
          (draws && (await drawn({ ...run, model }, z, { seed: seed + i }))) || (await decoded({ ...run, model }, z));
        parts.push({ y, ...(name !== undefined && { name }) });
      }
      await writePictureOf(target, { run, title: `Images from codes: ${title}`, parts });
    } finally {
      run.model.dispose();
    }
  });
}

function checkImages(count: number): void {
  if (count <= mostImages) return;
  throw expected({
    where: '--count',
    expected: `at most ${mostImages} images in a picture`,
    received: String(count),
    todo: 'Ask for fewer, or write numbers: --out samples.csv, .parquet or .npy.',
    code: 'FLAG',
  });
}
