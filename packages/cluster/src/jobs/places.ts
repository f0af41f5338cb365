import { access } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { expected } from '@latentkit/errors';

/** How a job names a folder: from the shared root where it lies in it. */
export function shared(root: string, folder: string): string {
  const inside = relative(resolve(root), resolve(folder));
  return isOutside(inside) ? resolve(folder) : inside.split(sep).join('/') || '.';
}

/** The folder that a job names. @param root a worker writes nowhere else. @throws JOB for a place outside of it */
export function placeIn(root: string, folder: string): string {
  const path = resolve(root, folder);
  if (!isOutside(relative(resolve(root), path))) return path;
  throw expected({
    where: `job, folder ${folder}`,
    expected: `a folder in ${resolve(root)}`,
    received: 'one outside of it',
    todo: 'Start the worker in the folder that it shares with the coordinator.',
    code: 'JOB',
  });
}

const isOutside = (path: string) => path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);

/** Where all attempts of a job write, each into a folder of its own. */
export const attemptsOf = (folder: string, job: string): string => join(folder, 'attempts', job);

/** Where one attempt writes until the ledger has its completion. */
export const attemptFolder = (folder: string, job: string, token: string): string =>
  join(attemptsOf(folder, job), `attempt-${token}`);

/** Whether anything lies at a path. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
