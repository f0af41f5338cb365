import type { BatchOptions, Lane } from './lane.ts';

/** Rows of one request. */
export interface Job<In, Out> {
  readonly rows: number;
  readonly input: In;
  /** Raised when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
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
 * Collect jobs into batches by rows: one begins as soon as it is full, or when its oldest row has waited `maxDelay`. One batch runs at a time; what
 * comes meanwhile is the next one.
 *
 * @param run answers of as many jobs, in their order
 */
export function microBatches<In, Out>(
  run: (jobs: readonly Job<In, Out>[]) => Promise<readonly Out[]>,
  { maxBatch, maxDelay }: Pick<BatchOptions, 'maxBatch' | 'maxDelay'>,
  rowsWaiting: Lane,
): MicroBatches<In, Out> {
  let queue: Queued<In, Out>[] = [];
  let running = false;
  let timer: NodeJS.Timeout | undefined;

  function taken(): Queued<In, Out>[] {
    let [count, rows] = [0, 0];
    for (const job of queue) {
      if (count > 0 && rows + job.rows > maxBatch) break;
      rows += job.rows;
      count++;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    rowsWaiting.leave(rows);
    return batch;
  }

  async function runOne(): Promise<void> {
    clearTimeout(timer);
    running = true;
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

  function next(): void {
    if (running || queue.length === 0) return;
    const rows = queue.reduce((sum, job) => sum + job.rows, 0);
    const left = maxDelay - (performance.now() - (queue[0] as Queued<In, Out>).since);
    clearTimeout(timer);
    if (rows >= maxBatch || left <= 0) void runOne();
    else timer = setTimeout(() => !running && queue.length > 0 && void runOne(), left);
  }

  return {
    add: (job) =>
      new Promise((done, fail) => {
        rowsWaiting.enter(job.rows);
        const queued = { ...job, done, fail, since: performance.now() };
        queue.push(queued);
        job.signal?.addEventListener('abort', () => {
          if (!queue.includes(queued)) return;
          queue = queue.filter((other) => other !== queued);
          rowsWaiting.leave(job.rows);
          fail(job.signal?.reason);
        });
        next();
      }),
  };
}
