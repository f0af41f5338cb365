import { rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { syncFolder } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import { partName, partsFolder } from '@latentkit/runs';
import { hasPart, partPath } from '@latentkit/runs/internal';
import { child } from '../cluster/child.ts';
import { checkWorkers, queuePlace } from '../cluster/queuePlace.ts';
import { interrupt } from '../train/interrupt.ts';
import type { Asked } from './asked.ts';
import { type BulkWork, identityOf } from './identityOf.ts';
import type { Shards, Sharing } from './shardFlags.ts';

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Have the parts that are not there yet written by workers, each counted once; started again it goes on from the ledger in the folder. */
export async function queuedParts(
  work: BulkWork,
  folder: string,
  {
    command,
    run,
    flags: asked,
    parts,
    sharing,
    catalogue,
  }: Asked & { parts: Shards; sharing: Sharing; catalogue: FullCatalogue },
): Promise<void> {
  const { address, isLocal, root } = await queuePlace(sharing.queue);
  const slots = sharing.workers ?? (isLocal ? availableParallelism() : 0);
  checkWorkers(slots, !isLocal);
  const { connect, openCoordinator, startWorker } = await import('@latentkit/cluster');
  const { shards, format } = parts;
  const of = await identityOf(work, parts);
  await partsFolder(folder, of);
  const connection = await connect(address);
  const { signal, release } = interrupt(() =>
    say('stopping: finished parts are kept (press Ctrl-C again to quit at once)'),
  );
  const moved = (job: string) => join(folder, 'done', job);
  const coordinator = await openCoordinator({
    connection,
    folder,
    root,
    plugins: catalogue.plugins ?? [],
    target: moved,
    notice: say,
  });
  const worker = slots === 0 ? undefined : await startWorker({ connection, child: child(), slots, root });
  const flags = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  /** The output of a job gets its own name; what was killed in between is done by the next call. */
  const publish = async (shard: number, job: string) => {
    const part = { shard, shards };
    const from = join(moved(job), `${partName(part)}.${format}`);
    await rename(from, partPath(folder, part, format)).catch(async (cause) => {
      if (!(await hasPart(folder, part, format))) throw cause;
    });
    await syncFolder(folder);
  };
  try {
    for (let shard = 0; shard < shards; shard++) {
      if (await hasPart(folder, { shard, shards }, format)) continue;
      // One that has failed is another job when it is asked for again.
      let [again, settled] = [0, coordinator.settled.get(nameOf(shard, 0))];
      while (settled && 'error' in settled) settled = coordinator.settled.get(nameOf(shard, ++again));
      const job = nameOf(shard, again);
      if (settled) await publish(shard, job);
      else await coordinator.submit({ job, kind: 'shard', work: { command, run, flags, shard, shards, format, of } });
    }
    while (coordinator.waiting.size > 0 && !signal.aborted) {
      for (const one of await coordinator.next({ signal, withinMs: 1000 })) {
        const shard = Number(/^shard-(\d+)/.exec(one.job)?.[1]);
        if ('error' in one) throw failed(shard, one.error);
        await publish(shard, one.job);
        say(`wrote ${partPath(folder, { shard, shards }, format)}: ${(one.result as { rows: number }).rows} rows`);
      }
    }
    if (signal.aborted) {
      say('stopped: the same command goes on');
      process.exitCode = 130;
    } else for (const rest of ['done', 'attempts']) await rm(join(folder, rest), { recursive: true, force: true });
  } finally {
    await worker?.close();
    await coordinator.close();
    await connection.close();
    release();
  }
}

const nameOf = (shard: number, again: number) => (again === 0 ? `shard-${shard}` : `shard-${shard}-${again}`);

const failed = (shard: number, received: string) =>
  expected({
    where: `part ${shard}`,
    expected: 'a part that is written',
    received,
    todo: 'Fix that and run the same command again: finished parts are kept.',
    code: 'BULK',
  });
