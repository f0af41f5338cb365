import type { FullCatalogue } from '@latentkit/catalogue';
import { take } from '@latentkit/datasets';
import { counted, expected } from '@latentkit/errors';
import type { MeanTerms } from '@latentkit/metrics';
import { evaluation, type Judge, measuresOf, type OpenRun, requireTables } from '@latentkit/runs';
import { exampleWords } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { openedOn, type RowsFlags } from './opened.ts';
import { wholeNumber, withRows, withRun } from './runArguments.ts';

/** Codes that are decoded at a time. */
const mostCodes = 5000;

interface Flags extends RowsFlags {
  readonly examples?: string;
  readonly samples?: string;
  readonly json?: boolean;
}

export function evaluateCommand(catalogue: FullCatalogue): Command {
  const command = new Command('evaluate');
  return withRows(withRun(command))
    .option('--examples <n>', 'use only the first n examples of the split')
    .option('--samples <n>', 'also estimate −log p(y) of a variational autoencoder with n importance samples')
    .option('--json', 'print JSON')
    .action(async (path: string, { json, ...flags }: Flags) => {
      const samples = flags.samples === undefined ? undefined : wholeNumber('--samples', flags.samples, { least: 1 });
      const { run, used: whole, part } = await openedOn(path, flags, catalogue);
      const { spec, entry } = run;
      requireTables(run, whole);
      const split =
        flags.examples === undefined ? whole : take(whole, wholeNumber('--examples', flags.examples, { least: 1 }));
      const judge = entry.judge(spec);
      const bound = samples === undefined ? undefined : boundOf(run, samples);
      const reached = await evaluation({ ...run, split });
      const batchSize = Math.min(500, Math.max(1, Math.floor(mostCodes / (samples ?? 1))));
      const bounded = bound && (await evaluation({ ...run, split, judge: bound, batchSize }));
      const measures = await measuresOf(run, split);
      run.model.dispose();
      if (json) {
        const likelihood = bounded && { bound: { title: bound?.title, samples, ...bounded } };
        process.stdout.write(
          `${JSON.stringify({ title: judge.title, split: part, ...reached, ...likelihood, ...(hasAny(measures) && { measures }) })}\n`,
        );
        return;
      }
      const of = { part, number: exampleWords(run.trainedOn).number };
      process.stdout.write(`${line(judge, reached, of)}\n`);
      if (bound && bounded) process.stdout.write(`${line(bound, bounded, of)}\n`);
      for (const [name, value] of Object.entries(measures)) process.stdout.write(`${name}: ${short(value)}\n`);
    });
}

/** As many digits as a test set decides; `--json` has all. */
const short = (value: number) => String(Number(value.toPrecision(5)));

const hasAny = (measures: object) => Object.keys(measures).length > 0;

function boundOf({ spec, entry }: OpenRun, samples: number): Judge {
  const bound = entry.bound?.(spec, samples);
  if (bound) return bound;
  throw expected({
    where: '--samples',
    expected: 'a run of a variational autoencoder, such as vae',
    received: `one of ${spec.model}`,
    todo: 'Leave out --samples.',
    code: 'FLAG',
  });
}

function line({ title }: Judge, reached: MeanTerms, { part: split, number }: { part: string; number: string }): string {
  const terms = Object.entries(reached.terms).map(([name, mean]) => `${name} ${short(mean)}`);
  const parts = terms.length > 1 ? ` (${terms.join(', ')})` : '';
  return `${title} on ${/^(train|test|all)$/.test(split) ? counted(reached.examples, `${split} example`) : `${counted(reached.examples, 'example')} of ${split}`}: ${short(reached.perExample)} per example${parts}, ${short(reached.perPixel)} per ${number}`;
}
