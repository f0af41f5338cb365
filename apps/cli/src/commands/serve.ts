import type { FullCatalogue } from '@latentkit/catalogue';
import { runNames } from '@latentkit/explorer/node';
import { flagOf, parse } from '@latentkit/runs/internal';
import { serveRuns } from '@latentkit/serve';
import { Command } from 'commander';
import { z } from 'zod';
import { disposeAll, openRuns } from '../explore/openRuns.ts';
import { addFlags } from '../spec/flags.ts';
import { interrupt, raised } from '../train/interrupt.ts';

const options = {
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address to listen on; any but this one needs the environment variable LATENTKIT_TOKEN'),
  port: z.int().min(0).max(65_535).default(8000).describe('port to listen on; 0 picks a free one'),
  maxBatch: z.int().positive().max(65_536).default(64).describe('largest batch, in rows'),
  maxDelay: z
    .number()
    .min(0)
    .max(10_000)
    .default(2)
    .describe('longest time that a row waits while others come in to form a batch, in milliseconds'),
  maxQueue: z
    .int()
    .positive()
    .max(1_000_000)
    .default(1024)
    .describe('most rows that may wait; further requests are refused with 503'),
  maxBody: z
    .int()
    .positive()
    .max(2 ** 31)
    .default(16 * 2 ** 20)
    .describe('largest request, in bytes'),
  timeout: z.number().min(1).max(3_600_000).default(30_000).describe('longest time until an answer, in milliseconds'),
  grace: z
    .number()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe(
      'longest time after SIGTERM in which requests are still accepted, in milliseconds; it ends earlier when none has come for 500 ms',
    ),
};

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly data?: string };

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** `latentkit serve <run…>`: trained models as an HTTP service, until SIGTERM or Ctrl-C. */
export function serveCommand(catalogue: FullCatalogue): Command {
  const command = new Command('serve')
    .argument('<run...>', 'run folders (written by `latentkit train`)')
    .option('--engine <name>', 'engine that runs the models (`latentkit doctor` lists them)', 'auto')
    .option('--data <path>', 'where the training data is now, if it has moved');
  return addFlags(command, options).action(async (paths: string[], { engine, data, ...flags }: Flags) => {
    const parsed = parse(options, flags, flagOf);
    const { signal, release } = interrupt(() =>
      say('stopping: answering the requests received so far (press Ctrl-C again to quit at once)'),
    );
    const stopped = raised(signal);
    const runs = await openRuns(paths, engine, catalogue, data);
    try {
      const names = runNames(paths);
      const { address, models, drain } = await serveRuns({
        runs: runs.map(({ run }, i) => ({ name: names[i] as string, run })),
        samplers: catalogue.samplers,
        token: process.env.LATENTKIT_TOKEN,
        notice: say,
        fault: (error) => say(`an internal error, please report it: ${error instanceof Error ? error.stack : error}`),
        ...parsed,
      });
      process.stdout.write(`${address}\n${models.join('\n')}\nCtrl-C ends it\n`);
      await stopped;
      await drain();
    } finally {
      disposeAll(runs);
      release();
    }
  });
}
