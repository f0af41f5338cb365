import type { FullCatalogue } from '@latentkit/catalogue';
import { runNames } from '@latentkit/explorer/node';
import { flagOf, parse } from '@latentkit/runs/internal';
import { serveRuns } from '@latentkit/serve';
import { Command } from 'commander';
import { z } from 'zod';
import { disposeAll, openRuns } from '../explore/openRuns.ts';
import { addFlags } from '../spec/flags.ts';
import { interrupt } from '../train/interrupt.ts';

const options = {
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address to listen at; others need LATENTKIT_TOKEN in the environment'),
  port: z.int().min(0).max(65_535).default(8000).describe('to listen at; 0 is a free one'),
  maxBatch: z.int().positive().max(65_536).default(64).describe('rows that are computed together at most'),
  maxDelay: z.number().min(0).max(10_000).default(2).describe('milliseconds that a row waits for others at most'),
  maxQueue: z
    .int()
    .positive()
    .max(1_000_000)
    .default(1024)
    .describe('rows that wait at most; more are refused with 503'),
  maxBody: z
    .int()
    .positive()
    .max(2 ** 31)
    .default(16 * 2 ** 20)
    .describe('bytes of a request at most'),
  timeout: z.number().min(1).max(3_600_000).default(30_000).describe('milliseconds until an answer at most'),
  grace: z
    .number()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe(
      'milliseconds after SIGTERM in which requests are still taken at most; it ends once none has come for 500',
    ),
};

type Flags = Readonly<Record<string, unknown>> & { readonly engine: string; readonly data?: string };

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** `latentkit serve <run…>`: trained models as an HTTP service, until SIGTERM or Ctrl-C. */
export function serveCommand(catalogue: FullCatalogue): Command {
  const command = new Command('serve')
    .argument('<run...>', 'folders that `latentkit train` wrote')
    .option('--engine <name>', 'what runs the models (see `latentkit doctor`)', 'auto')
    .option('--data <path>', 'where the data of the run lie now, unless they are where they were');
  return addFlags(command, options).action(async (paths: string[], { engine, data, ...flags }: Flags) => {
    const parsed = parse(options, flags, flagOf);
    const { signal, release } = interrupt(() => say('ending: what has come is answered (again to leave at once)'));
    const stopped = new Promise<void>((done) => {
      signal.addEventListener('abort', () => done());
    });
    const runs = await openRuns(paths, engine, catalogue, data);
    try {
      const names = runNames(paths);
      const { address, models, drain } = await serveRuns({
        runs: runs.map(({ run }, i) => ({ name: names[i] as string, run })),
        samplers: catalogue.samplers,
        token: process.env.LATENTKIT_TOKEN,
        notice: say,
        fault: (error) => say(`a fault of ours, please report it: ${error instanceof Error ? error.stack : error}`),
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
