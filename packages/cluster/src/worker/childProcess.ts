import { type ChildProcess, fork } from 'node:child_process';
import type { FromChild, Progress, Task } from './messages.ts';

/** What starts a process that calls `serveJobs`. */
export interface ChildCommand {
  readonly file: string;
  readonly args?: readonly string[];
  readonly execArgv?: readonly string[];
}

/** A job failed by itself; `final`: it would again; `unfit`: here, not where its code is. */
export class JobFailure extends Error {
  readonly final: boolean;
  readonly unfit: boolean;

  constructor(message: string, { final = false, unfit = false } = {}) {
    super(message);
    this.final = final;
    this.unfit = unfit;
  }
}

/** Environment variables that a job has no use for. */
const secret = new Set(['LATENTKIT_QUEUE']);

/**
 * Child processes that are kept from job to job: training never blocks the process that renews the lock of a job, and a crash costs one
 * attempt.
 */
export function childProcesses(command: ChildCommand) {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  let closed = false;

  const start = (): ChildProcess => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !secret.has(name)));
    const child = fork(command.file, [...(command.args ?? [])], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...(command.execArgv && { execArgv: [...command.execArgv] }),
    });
    all.add(child);
    child.once('exit', () => all.delete(child));
    return child;
  };

  return {
    /** @throws JobFailure for a job that failed, or whose process ended */
    async run(task: Task, { signal, tell }: { signal?: AbortSignal; tell(progress: Progress): void }) {
      const child = idle.pop() ?? start();
      const result = await outcome(child, task, { tell, ...(signal && { signal }) });
      if (closed) child.kill('SIGKILL');
      else if (child.connected) idle.push(child);
      if ('failed' in result) throw result.failed;
      return result.done;
    },
    close(): void {
      closed = true;
      for (const child of all) child.kill('SIGKILL');
    },
  };
}

type Outcome = { readonly done: unknown } | { readonly failed: JobFailure };

/** One task in one child. A raised signal ends the child: its attempt counts no longer. */
function outcome(
  child: ChildProcess,
  task: Task,
  { signal, tell }: { signal?: AbortSignal; tell(progress: Progress): void },
): Promise<Outcome> {
  return new Promise((resolve) => {
    let said = '';
    const onText = (text: Buffer) => {
      said = `${said}${text}`.slice(-2000);
    };
    const kill = () => child.kill('SIGKILL');
    const end = (outcome: Outcome) => {
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      child.stderr?.off('data', onText);
      signal?.removeEventListener('abort', kill);
      resolve(outcome);
    };
    const onMessage = (message: FromChild) => {
      if (message.kind === 'progress') tell(message.progress);
      if (message.kind === 'done') end({ done: message.result });
      if (message.kind === 'failed') end({ failed: new JobFailure(message.message, message) });
    };
    const onExit = (code: number | null, name: NodeJS.Signals | null) => {
      const last = said.trim().split('\n').at(-1);
      end({
        failed: new JobFailure(`its process ended by ${name ?? `exit code ${code}`}${last ? `: ${last}` : ''}`),
      });
    };
    const onError = (error: Error) => end({ failed: new JobFailure(error.message) });
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    child.stderr?.on('data', onText);
    signal?.addEventListener('abort', kill, { once: true });
    if (child.exitCode !== null || child.signalCode !== null) return onExit(child.exitCode, child.signalCode);
    // A child that dies at this moment says so by its exit.
    child.send(task, () => {});
  });
}
