import { parse } from 'node:path';
import type { QueueAddress } from '@latentkit/cluster';
import { expected } from '@latentkit/errors';

/** The address as a flag or the environment says it. */
export const queueText = (flag: string | undefined, env = process.env): string | undefined =>
  flag ?? env.LATENTKIT_QUEUE;

/** Where a queue is, and what its jobs may touch. */
export interface QueuePlace {
  readonly address: QueueAddress;
  /** In this process, with workers of this machine only. */
  readonly isLocal: boolean;
  /** Workers read and write in it: of this machine anywhere, of others in the folder that is shared. */
  readonly root: string;
}

/** Loads the cluster package, which commands without a queue do not need. @throws QUEUE for text that is not an address */
export async function queuePlace(flag: string | undefined): Promise<QueuePlace> {
  const { queueAddress } = await import('@latentkit/cluster');
  const address = queueAddress(queueText(flag));
  const isLocal = address.kind === 'memory';
  return { address, isLocal, root: isLocal ? parse(process.cwd()).root : process.cwd() };
}

/** That somebody does the work. @param others whether workers elsewhere reach the queue @throws FLAG */
export function checkWorkers(workers: number, others: boolean): void {
  if (workers > 0 || others) return;
  throw expected({
    where: '--workers',
    expected: 'at least 1',
    received: '0',
    todo: 'Leave it out; 0 is for `sweep` and for parts on a queue with a server, where `latentkit worker` does the work.',
    code: 'FLAG',
  });
}
