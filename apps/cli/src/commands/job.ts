import type { FullCatalogue } from '@latentkit/catalogue';
import { partHandler, serveJobs, trialHandler } from '@latentkit/cluster';
import { Command } from 'commander';
import { shardHandler } from '../bulk/shardHandler.ts';

/** `latentkit job`: the child process of a worker. */
export function jobCommand(catalogue: FullCatalogue): Command {
  return new Command('job').action(async () => {
    serveJobs({
      handlers: { trial: trialHandler(catalogue), part: partHandler(catalogue), shard: shardHandler(catalogue) },
      plugins: catalogue.plugins ?? [],
    });
    // Until the worker goes away, which ends the process.
    await new Promise(() => {});
  });
}
