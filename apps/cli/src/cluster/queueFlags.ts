import { availableParallelism } from 'node:os';
import { flagOf, parse } from '@latentkit/runs/internal';
import type { Command } from 'commander';
import { z } from 'zod';
import { addFlags } from '../spec/flags.ts';
import { queuePlace } from './queuePlace.ts';

const workers = z
  .int()
  .min(0)
  .max(1024)
  .default(availableParallelism())
  .describe('number of worker processes on this machine');

/** `--queue` and `--workers`. */
export function addQueueFlags(command: Command): Command {
  command.option(
    '--queue <address>',
    'redis://…, rediss://… or postgres://…, or LATENTKIT_QUEUE in the environment (a password is best there)',
  );
  return addFlags(command, { workers });
}

/** Where the queue is, and how many processes are to work here. */
export async function queueFlags(flags: { readonly queue?: string; readonly workers?: number }) {
  const given = flags.workers === undefined ? {} : { workers: flags.workers };
  return {
    workers: parse({ workers }, given, flagOf).workers,
    ...(await queuePlace(flags.queue)),
  };
}
