import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Added } from '@latentkit/catalogue';
import { isLatentKitError } from '@latentkit/errors';
import { contentHash } from '@latentkit/runs';
import { importer } from './importer.ts';
import { packageOf } from './packageOf.ts';
import { flag, refused } from './refused.ts';

/** The config of one plug-in, with what names it in run.json. */
export async function loadPlugin(name: string, folder: string): Promise<Added> {
  const isFile = /^\.{0,2}\//.test(name) || isAbsolute(name) || existsSync(join(folder, name));
  const { find, read } = await importer(folder);
  const path = isFile ? resolve(folder, name) : find(name);
  if (path === undefined || !existsSync(path)) {
    const todo = isFile ? 'Name a file that is there.' : `Run: npm install ${name}.`;
    throw refused(`${flag} ${name}`, isFile ? 'a file' : 'a package that is installed', 'none', todo);
  }
  const found = await packageOf(path);
  const plugin = {
    name: isFile ? relative(folder, path) : (found?.name ?? name),
    // A file has the version of the package that it lies in.
    ...(found?.version !== undefined && { version: found.version }),
    sha256: await contentHash(path, isFile ? undefined : found?.folder),
  };
  try {
    return { config: await read(path), plugin };
  } catch (cause) {
    if (isLatentKitError(cause)) throw cause;
    const received = String((cause as Error).message ?? cause).split('\n')[0] as string;
    throw refused(plugin.name, 'a module that loads', received, 'Fix it and run again.', cause);
  }
}
