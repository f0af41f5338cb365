import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { siteFolder } from '../siteFolder.ts';

/** The built page: its files by their paths from it, `index.html` among them. Links are not followed. @throws SITE where it is not built */
export async function pageFiles(folder = siteFolder()): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const read = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const at = path === '' ? entry.name : `${path}/${entry.name}`;
      // Runs are of the one who asks.
      if (at === 'data') continue;
      if (entry.isDirectory()) await read(at);
      else if (entry.isFile()) files.set(at, await readFile(join(folder, at)));
    }
  };
  await read('').catch((cause) => {
    throw notBuilt(folder, cause);
  });
  if (!files.has('index.html')) throw notBuilt(folder);
  return files;
}

const notBuilt = (folder: string, cause?: unknown) =>
  expected({
    where: folder,
    expected: 'the built page of the explorer',
    received: 'none',
    todo: 'Install @latentkit/explorer again, or in a checkout build it with `pnpm build`.',
    code: 'SITE',
    cause,
  });
