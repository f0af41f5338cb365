import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { pinned } from './cores.ts';
import { root } from './systems.ts';

export interface TrainedRun {
  /** Of the last epoch. */
  readonly seconds: number;
  /** The most memory that the process held. */
  readonly peakBytes: number;
  /** Of the command, and the engine that it chose. */
  readonly version: string;
}

const pollMs = 10;

/**
 * Run `latentkit train` with these arguments for two epochs.
 *
 * @throws `COMMAND` where the command is not built or fails
 */
export async function trainCommand(
  args: readonly string[],
  { threads, out }: { threads: number; out: string },
): Promise<TrainedRun> {
  const main = join(root, '..', 'apps', 'cli', 'dist', 'main.js');
  if (!existsSync(main)) throw refuse('a built command', `no ${main}`, 'Run: pnpm build');
  const command = [process.execPath, main, 'train', ...args, '--epochs', '2', '--out', out];
  const [file, ...rest] = pinned(command, threads) as [string, ...string[]];
  const child = spawn(file, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  let peakBytes = 0;
  const poll = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid as number));
  }, pollMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(poll);
  if (code !== 0)
    throw refuse(
      'exit code 0',
      `${code}: ${errors.trim().replace(/\.+$/, '')}`,
      `Run it by itself: latentkit train ${args.join(' ')}`,
    );
  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as {
    latentkit: string;
    engine: { name: string };
    epochs: { seconds: number }[];
  };
  const seconds = record.epochs.at(-1)?.seconds as number;
  return { seconds, peakBytes, version: `latentkit ${record.latentkit}, ${record.engine.name}` };
}

/** Linux keeps the most that a process has had resident. */
function peakOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return 1024 * Number(kilobytes ?? 0);
  } catch {
    return 0;
  }
}

function refuse(wanted: string, received: string, todo: string): Error {
  return expected({ where: 'latentkit train', expected: wanted, received, todo, code: 'COMMAND' });
}
