import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from '@latentkit/runs';
import { openCoordinator } from '../src/coordinator/coordinator.ts';
import type { Settled } from '../src/coordinator/history.ts';
import type { Connection } from '../src/queue/connection.ts';
import type { ChildCommand } from '../src/worker/childProcess.ts';
import { startWorker, type WorkerOptions } from '../src/worker/startWorker.ts';

const child: ChildCommand = {
  file: fileURLToPath(new URL('./child.ts', import.meta.url)),
  execArgv: ['--import', 'tsx', '--conditions', '@latentkit/source'],
};

export const newFolder = () => mkdtemp(join(tmpdir(), 'latentkit-cluster-'));

/** A coordinator of a folder. */
export const coordinate = (connection: Connection, folder: string, plugins: readonly Plugin[] = []) =>
  openCoordinator({ connection, folder, root: tmpdir(), plugins, target: (job) => join(folder, 'out', job) });

/** A worker for whatever folder a job names. */
export const work = (
  connection: Connection,
  slots = 1,
  { args, ...more }: Pick<ChildCommand, 'args'> & Pick<WorkerOptions, 'unfit'> = {},
) => startWorker({ connection, child: { ...child, ...(args && { args }) }, slots, root: tmpdir(), ...more });

/** How these jobs end. */
export async function ends(coordinator: Awaited<ReturnType<typeof coordinate>>, count: number): Promise<Settled[]> {
  const all: Settled[] = [];
  while (all.length < count) all.push(...(await coordinator.next({ withinMs: 20_000 })));
  return all;
}
