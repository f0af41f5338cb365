import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLocked, lockRun } from './runLock.ts';

const folder = () => mkdtemp(join(tmpdir(), 'latentkit-lock-'));

// Windows's pipes are names of Windows alone.
describe.each(process.platform === 'win32' ? ['win32' as const] : [process.platform, 'darwin' as const])(
  'the lock of a run, as on %s',
  (platform) => {
    const locked = async <Result>(path: string, work: () => Promise<Result>) => {
      const unlock = await lockRun(path, platform);
      try {
        return await work();
      } finally {
        unlock();
      }
    };

    it('is had by one at a time, who is named', async () => {
      const [run, other] = [await folder(), await folder()];
      const inside = await locked(run, async () => {
        expect(await locked(other, async () => 'another run')).toBe('another run');
        return locked(run, async () => 'twice').catch((error: Error) => error.message);
      });
      expect(inside).toBe(
        `run ${run}: expected a run that no other process trains, received one that process ${process.pid} is training. Wait until it has ended, or stop it: SIGTERM saves first.`,
      );
    });

    it('is given back at the end, also of work that failed', async () => {
      const run = await folder();
      await expect(locked(run, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
      expect(await isLocked(run, platform)).toBe(false);
      expect(await locked(run, () => isLocked(run, platform))).toBe(true);
      expect(await locked(run, async () => 'again')).toBe('again');
    });

    it('ends with a process that is killed', async () => {
      const run = await folder();
      const lock = JSON.stringify(join(import.meta.dirname, 'runLock.ts'));
      const hold = `import(${lock}).then(({ lockRun }) => lockRun(${JSON.stringify(run)}, ${JSON.stringify(platform)})).then(() => {
        process.stdout.write('held');
        setInterval(() => {}, 1000);
      })`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@latentkit/source', '-e', hold], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await expect(locked(run, async () => {})).rejects.toThrow(`received one that process ${child.pid} is training.`);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      expect(await locked(run, async () => 'taken over')).toBe('taken over');
    }, 30_000);
  },
);
