import { availableParallelism } from 'node:os';
import type { FullCatalogue } from '@latentkit/catalogue';
import type { RunningWorker } from '@latentkit/cluster';
import { expected } from '@latentkit/errors';
import type { DoRound, RunSpec } from '@latentkit/runs';
import { roundsOf } from '@latentkit/runs/internal';
import { child } from './child.ts';
import { queuePlace } from './queuePlace.ts';

/** Who does the parts of a run's rounds. */
interface SharedRounds {
  readonly doRound: (folder: string) => DoRound;
  close(ended: { readonly finished: boolean }): Promise<void>;
}

/**
 * Workers for the rounds of a run: those of a queue on a server, else processes of this machine, one for each part as far as there are cores.
 *
 * @returns undefined where this process trains alone: without rounds, or with rounds of one worker and no queue
 */
async function sharedRounds(
  spec: Pick<RunSpec, 'workers' | 'localSteps'>,
  { queue, catalogue, notice }: { queue?: string | undefined; catalogue: FullCatalogue; notice(text: string): void },
): Promise<SharedRounds | undefined> {
  const rounds = roundsOf(spec);
  if (rounds === undefined && queue !== undefined)
    throw expected({
      where: '--queue',
      expected: 'a number of workers too',
      received: 'none',
      todo: 'Say --workers <n>, or leave it out.',
      code: 'FLAG',
    });
  if (rounds === undefined) return undefined;
  const { address, isLocal, root } = await queuePlace(queue);
  if (rounds.workers === 1 && isLocal) return undefined;
  const { connect, queuedRounds, startWorker } = await import('@latentkit/cluster');
  const connection = await connect(address);
  let worker: RunningWorker | undefined;
  const slots = Math.min(rounds.workers, availableParallelism());
  if (isLocal) worker = await startWorker({ connection, child: child(), slots, root });
  const queued = queuedRounds({ connection, root, plugins: catalogue.plugins ?? [], notice });
  return {
    doRound: queued.doRound,
    async close(ended) {
      await worker?.close();
      await queued.close(ended);
      await connection.close();
    },
  };
}

/** Train with whoever does the rounds of a run; loaded where there are rounds. */
export async function withRounds<Ended extends { trained: boolean; stopped: boolean }>(
  spec: Parameters<typeof sharedRounds>[0],
  options: Parameters<typeof sharedRounds>[1],
  train: (doRound: Partial<Pick<SharedRounds, 'doRound'>>) => Promise<Ended>,
): Promise<Ended> {
  const shared = await sharedRounds(spec, options);
  let finished = false;
  try {
    const ended = await train(shared ? { doRound: shared.doRound } : {});
    finished = ended.trained && !ended.stopped;
    return ended;
  } finally {
    await shared?.close({ finished });
  }
}
