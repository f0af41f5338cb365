import type { EventEmitter } from 'node:events';
import { expected } from '@latentkit/errors';
import type { BackendFactory } from 'bullmq';
import { type QueueAddress, withoutSecrets } from './address.ts';

/** The one queue that all coordinators and workers at an address share. */
const name = 'latentkit';
/** PostgreSQL schema of the queue's tables: BullMQ knows no other where it is handed a pool. */
const schema = 'bullmq';

/*
 * After a worker has gone, its lock runs out (6 s), one pass of the stalled check marks the job and the next puts it back (3 s each): at most
 * 12 s, so that a job is waiting again within 20 s also on a busy machine.
 */
const lockDuration = 6000;
const stalledInterval = 3000;

export type Handler = (job: QueuedJob, token: string, signal?: AbortSignal) => Promise<unknown>;

/** What this package reads of a BullMQ job. */
export interface QueuedJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  /** How often a worker has taken it, this time included. */
  readonly attemptsStarted: number;
  readonly progress: unknown;
  readonly returnvalue: unknown;
  readonly failedReason?: string;
  updateProgress(progress: object): Promise<void>;
  remove(): Promise<void>;
}

/** What this package asks of a BullMQ queue. */
export interface JobQueue {
  add(kind: string, data: object, options: object): Promise<unknown>;
  getJobs(states: ('active' | 'completed' | 'failed')[]): Promise<(QueuedJob | undefined)[]>;
  getJobState(id: string): Promise<string>;
  remove(id: string): Promise<unknown>;
  close(): Promise<void>;
}

/** And of a BullMQ worker. */
export interface JobWorker {
  waitUntilReady(): Promise<unknown>;
  /** Take no more jobs. */
  pause(doNotWait: boolean): Promise<void>;
  close(force: boolean): Promise<void>;
}

/** A connection to a queue, from which queues and workers are made. */
export interface Connection {
  readonly address: QueueAddress;
  queue(): JobQueue;
  worker(handler: Handler, slots: number): JobWorker;
  /** What a handler throws for a job that is not to be tried again. */
  final(message: string): Error;
  /** A message without the address's password. */
  clean(message: string): string;
  close(): Promise<void>;
}

/** Connect, and make the tables of a PostgreSQL that has none. @throws QUEUE for a server that does not answer */
export async function connect(address: QueueAddress): Promise<Connection> {
  const clean = (message: string) => withoutSecrets(message, address);
  // Whoever imports this package for its sweep files needs no queue.
  const { Queue, UnrecoverableError, Worker } = await import('bullmq');
  try {
    const { connection, backend, end } = await opened(address);
    const of = <Of>(made: Of & { on(event: 'error', heard: () => void): unknown }): Of => {
      // A server that is away for a while comes back; whoever waits for it asks again.
      made.on('error', () => {});
      return made;
    };
    return {
      address,
      clean,
      final: (message) => new UnrecoverableError(message),
      queue: () => of(new Queue(name, { connection } as never, backend)) as JobQueue,
      worker(handler, slots) {
        const options = {
          connection,
          concurrency: slots,
          lockDuration,
          stalledInterval,
          runRetryDelay: 1000,
          // A worker that is killed is no fault of the job's.
          maxStalledCount: 1000,
          drainDelay: 2,
        };
        return of(new Worker(name, handler as never, options as never, backend));
      },
      close: end,
    };
  } catch (cause) {
    throw unreachable(address, clean((cause as Error).message || String((cause as { code?: string }).code)), cause);
  }
}

function unreachable(address: QueueAddress, received: string, cause: unknown) {
  const shown = address.kind === 'memory' ? 'the queue in memory' : address.shown;
  return expected({
    where: `--queue ${shown}`,
    expected: 'a server that answers',
    received,
    todo: 'Start it, or correct the address.',
    code: 'QUEUE',
    // The cause of a connection error may quote the address.
    ...(address.kind === 'memory' && { cause }),
  });
}

interface Opened {
  readonly connection: unknown;
  readonly backend: BackendFactory;
  end(): Promise<void>;
}

async function opened(address: QueueAddress): Promise<Opened> {
  if (address.kind === 'redis') return redis(address.url);
  const { createPostgresBackend, runMigrations } = await import('bullmq');
  // Each kind of server loads its own client alone.
  const pool =
    address.kind === 'memory' ? await (await import('./pglitePool.ts')).pglitePool() : await postgresPool(address.url);
  (pool as EventEmitter).on('error', () => {});
  const client = await pool.connect();
  try {
    await runMigrations(client as never, schema);
    // Of the one session in memory; connections of a server say it as they open.
    if (address.kind === 'memory') await client.query(`SET search_path TO ${schema}`);
  } finally {
    client.release();
  }
  return { connection: pool, backend: createPostgresBackend as unknown as BackendFactory, end: () => pool.end() };
}

async function postgresPool(url: string) {
  const { default: pg } = await import('pg');
  return new pg.Pool({
    connectionString: url,
    max: 8,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${schema}`,
  });
}

async function redis(url: string): Promise<Opened> {
  const [{ createRedisBackend }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  const options = { maxRetriesPerRequest: null, lazyConnect: true };
  const client = new Redis(url, { ...options, retryStrategy: (times) => Math.min(200 * times, 2000) });
  client.on('error', () => {});
  const first = new Redis(url, { ...options, retryStrategy: () => null, connectTimeout: 10_000 });
  let fault: Error | undefined;
  first.on('error', (error) => {
    fault ??= error;
  });
  try {
    await first.connect();
    await first.ping();
  } catch (error) {
    throw fault ?? error;
  } finally {
    first.disconnect();
  }
  await client.connect();
  return {
    connection: client,
    backend: createRedisBackend as unknown as BackendFactory,
    end: async () => {
      client.disconnect();
    },
  };
}
