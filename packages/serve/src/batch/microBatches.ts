import type { Cancellation } from './cancellation.ts';
import type { BatchOptions, Lane } from './lane.ts';

/** Rows of one request. */
export interface Job<In, Out> {
  readonly rows: number;
  readonly input: In;
  readonly cancelled?: Cancellation;
  readonly done: (out: Out) => void;
  readonly fail: (error: unknown) => void;
}

type Queued<In, Out> = Job<In, Out> & { readonly since: number };

/** Runs jobs together. A job of more rows than a batch runs alone. */
export interface MicroBatches<In, Out> {
  /** @throws OVERLOAD where too many rows wait */
  add(job: Omit<Job<In, Out>, 'done' | 'fail'>): Promise<Out>;
}

/**
 * Collect jobs into batches by rows: one begins as soon as it is full, when a turn of the event loop has brought no more, or when its oldest row has waited `maxDelay`.
 * One batch runs at a time; what comes meanwhile is the next one. Waiting longer for a full batch would leave the server idle while its clients read their answers.
 *
 * @param run answers of as many jobs, in their order
 */
export function microBatches<In, Out>(
  run: (jobs: readonly Job<In, Out>[]) => Promise<readonly Out[]>,
  { maxBatch, maxDelay }: Pick<BatchOptions, 'maxBatch' | 'maxDelay'>,
  rowsWaiting: Lane,
): MicroBatches<In, Out> {
  let queue: Queued<In, Out>[] = [];
  /** Rows in it. */
  let waiting = 0;
  let running = false;
  let looking = false;
  /** Jobs at the last look. */
  let seen = 0;

  function taken(): Queued<In, Out>[] {
    let [count, rows] = [0, 0];
    for (const job of queue) {
      if (count > 0 && rows + job.rows > maxBatch) break;
      rows += job.rows;
      count++;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    waiting -= rows;
    rowsWaiting.leave(rows);
    return batch;
  }

  async function runOne(): Promise<void> {
    running = true;
    seen = 0;
    const jobs = taken();
    try {
      const answers = await run(jobs);
      jobs.forEach((job, i) => {
        job.done(answers[i] as Out);
      });
    } catch (error) {
      for (const job of jobs) job.fail(error);
    }
    // What has arrived on sockets while it ran joins the next batch.
    setImmediate(() => {
      running = false;
      next();
    });
  }

  /** Once a turn of the event loop. */
  function look(): void {
    looking = false;
    const [first] = queue;
    if (running || first === undefined) return;
    if (queue.length === seen || performance.now() - first.since >= maxDelay) return void runOne();
    seen = queue.length;
    next();
  }

  function next(): void {
    if (running || queue.length === 0) return;
    if (waiting >= maxBatch) return void runOne();
    if (!looking) setImmediate(look);
    looking = true;
  }

  return {
    add: (job) =>
      new Promise((done, fail) => {
        rowsWaiting.enter(job.rows);
        const queued = { ...job, done, fail, since: performance.now() };
        queue.push(queued);
        waiting += job.rows;
        job.cancelled?.onCancel((reason) => {
          if (!queue.includes(queued)) return;
          queue = queue.filter((other) => other !== queued);
          waiting -= job.rows;
          rowsWaiting.leave(job.rows);
          fail(reason);
        });
        next();
      }),
  };
}
