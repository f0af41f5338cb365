import { isLatentKitError } from '@latentkit/errors';
import type { Plugin } from '@latentkit/runs';
import { checkPlugins } from './checkPlugins.ts';
import type { FromChild, Progress, Task } from './messages.ts';

/** Does one kind of job: reads `task.data.work`, writes into `task.attempt`, returns a small plain result. */
export type JobHandler = (task: Task, tell: (progress: Progress) => void) => Promise<unknown>;

/** Codes of errors that a second attempt may not meet: a disk that was full, a folder that is not mounted yet. */
const passing = new Set(['IO', 'RUN']);

/**
 * Be the child process of a worker: do the jobs that it sends, one after the other, until it goes away.
 *
 * @param options.plugins what this process has loaded; a job that needs others is refused
 */
export function serveJobs({
  handlers,
  plugins = [],
}: {
  handlers: Readonly<Record<string, JobHandler>>;
  plugins?: readonly Plugin[];
}): void {
  const send = (message: FromChild) => process.send?.(message, () => {});
  // The worker is gone, and with it the lock of the job.
  process.on('disconnect', () => process.exit(1));
  process.on('message', async (task: Task) => {
    try {
      checkPlugins(task.data.plugins, plugins);
      const handler = handlers[task.data.kind];
      if (handler === undefined) throw new Error(`no job of kind ${task.data.kind} is known here`);
      send({ kind: 'done', result: await handler(task, (progress) => send({ kind: 'progress', progress })) });
    } catch (error) {
      const code = isLatentKitError(error) ? error.code : undefined;
      const final = code !== undefined && !passing.has(code);
      send({ kind: 'failed', message: (error as Error).message, final, unfit: code === 'PLUGIN' });
    }
  });
  send({ kind: 'ready' });
}
