import { lstat, mkdir, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expected } from '@latentkit/errors';
import { type HubAddress, hubText } from './address.ts';
import type { Hub } from './hub.ts';

/**
 * The folder of a repository in the shared cache: `blobs/<checksum>`, `refs/<revision>` with a commit in it, and `snapshots/<commit>/<path>`, links into blobs.
 *
 * @see https://huggingface.co/docs/huggingface_hub/guides/manage-cache
 */
export const repoFolder = ({ cache }: Hub, { kind, repo }: HubAddress): string =>
  join(cache, `${kind}s--${repo.replace('/', '--')}`);

/** Where a file of a commit lies once it is there. @throws HUB for a path that would lead out of the snapshot */
export function pointerOf(
  folder: string,
  { commit, path, address }: { commit: string; path: string; address: HubAddress },
): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part))) {
    throw expected({
      where: hubText(address),
      expected: 'files whose names stay within their folder',
      received: JSON.stringify(path.slice(0, 200)),
      todo: 'Do not use this repository: such a name can only be there on purpose.',
      code: 'HUB',
    });
  }
  return join(folder, 'snapshots', commit, ...parts);
}

/** Whether something whole is there; a link that leads nowhere is not. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Make the snapshot's file a link to the blob; where links are not allowed, the blob itself. */
export async function point(pointer: string, blob: string): Promise<void> {
  await mkdir(dirname(pointer), { recursive: true });
  const target = relative(dirname(pointer), blob);
  try {
    await symlink(target, pointer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      // Another process was first, or what it leads to was swept away and is back now.
      if ((await lstat(pointer)).isSymbolicLink() || (await isThere(pointer))) return;
    }
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP') throw error;
    await rename(blob, pointer);
  }
}

/** Which commit a branch or tag stood for when it was last asked. */
export async function remember(folder: string, revision: string, commit: string): Promise<void> {
  const file = join(folder, 'refs', ...revision.split('/'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, commit);
}
