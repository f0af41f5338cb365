import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ioError, syncFolder } from '@latentkit/core/internal/node';
import { makeFolder } from '@latentkit/runs/internal';
import { attemptFolder, attemptsOf, exists } from '../jobs/places.ts';
import type { Settled } from './history.ts';

/**
 * Give the output of a settled job its name and remove its other attempts. It may be called again after a kill at any moment: what is left of the
 * attempt says whether it is still to be moved.
 *
 * @param target replaced whole, if it is there
 */
export async function publish(folder: string, settled: Settled, target: string): Promise<void> {
  const attempt =
    'token' in settled ? attemptFolder(folder, settled.job, settled.token) : (await attemptsIn(folder, settled.job))[0];
  try {
    if (attempt !== undefined && (await exists(attempt))) {
      await makeFolder(dirname(target));
      await rm(target, { recursive: true, force: true });
      await rename(attempt, target);
      await syncFolder(dirname(target));
    }
    await removeAttempts(folder, settled.job);
  } catch (cause) {
    throw ioError(target, cause, 'a folder that can be written');
  }
}

/** What is left of a job's attempts. One that still writes may make its folder again while it is removed. */
export const removeAttempts = (folder: string, job: string): Promise<void> =>
  rm(attemptsOf(folder, job), { recursive: true, force: true, maxRetries: 3 });

/** Jobs that have attempts. */
export const withAttempts = (folder: string): Promise<string[]> => readdir(attemptsOf(folder, '')).catch(() => []);

/** The attempts of a job, newest first. */
export async function attemptsIn(folder: string, job: string): Promise<string[]> {
  const all = attemptsOf(folder, job);
  const names = await readdir(all).catch(() => [] as string[]);
  const numbers = (name: string) => (/^attempt-(\d+)-(\d+)$/.exec(name) ?? []).slice(1).map(Number);
  return names
    .filter((name) => numbers(name).length === 2)
    .sort((a, b) => {
      const [[ai = 0, an = 0], [bi = 0, bn = 0]] = [numbers(a), numbers(b)];
      return bi - ai || bn - an;
    })
    .map((name) => join(all, name));
}
