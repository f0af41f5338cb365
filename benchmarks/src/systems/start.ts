import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expected } from '@latentkit/errors';
import { pinned } from './cores.ts';
import type { Answers, Order, Ready } from './order.ts';
import { type SystemName, systems } from './systems.ts';

/** A system's process: it waits until it is told to do something. */
export interface RunningSystem {
  readonly name: SystemName;
  readonly pid: number;
  readonly ready: Ready;
  ask<O extends Order>(order: O): Promise<Answers[O['do']]>;
  stop(): Promise<void>;
}

/** What a system says that cannot run this job. */
export class Unsupported extends Error {}

/**
 * Start a system on a plan, on as many cores as it gets threads.
 *
 * @throws `Unsupported` where it cannot run this job; `SYSTEM` with its last lines where it fails
 */
export async function startSystem(name: SystemName, plan: string, threads: number): Promise<RunningSystem> {
  const { file, script, args, env } = systems[name].command({ threads });
  const [command, ...rest] = pinned([file, script, plan, ...args], threads) as [string, ...string[]];
  const child = spawn(command, rest, { env: { ...process.env, ...env }, stdio: 'pipe' });
  const answers = answersOf(child, name);
  const next = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error(`${name} ended`);
    return value;
  };
  const first = (await next()) as Ready | { unsupported: string };
  if ('unsupported' in first) throw new Unsupported(first.unsupported);
  return {
    name,
    pid: child.pid as number,
    ready: first,
    async ask(order) {
      child.stdin?.write(`${JSON.stringify(order)}\n`);
      return (await next()) as never;
    },
    async stop() {
      const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.stdin?.end();
      if (child.exitCode === null) await gone;
    },
  };
}

/** Lines of JSON from its stdout; other lines are a library's and are passed over. Ends by throwing what it wrote to stderr if it failed. */
async function* answersOf(child: ChildProcess, name: string): AsyncGenerator<unknown, void, undefined> {
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => {
    said.push(text.toString());
    if (said.length > 100) said.shift();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (line.startsWith('{')) yield JSON.parse(line);
  }
  const code = await ended;
  if (code === 0) return;
  throw expected({
    where: name,
    expected: 'a process that answers',
    received: `exit code ${code}: ${fault(said.join(''))}`,
    todo: 'Run it alone, with --systems.',
    code: 'SYSTEM',
  });
}

/** Of what a failing process wrote, the line that names the error. */
function fault(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? '').trim();
}
