import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Added } from '@latentkit/catalogue';
import { expected, isLatentKitError } from '@latentkit/errors';
import { contentHash } from '@latentkit/runs';
import { importer } from './importer.ts';
import { packageOf } from './packageOf.ts';

const flag = '--plugin';
const configNames = ['ts', 'mts', 'js', 'mjs'].map((ending) => `latentkit.config.${ending}`);

/**
 * The config file of the folder that the user stands in, and each `--plugin`, a file or a package that is installed there. Nothing is loaded
 * from anywhere else.
 *
 * @returns the arguments without `--plugin`
 * @throws PLUGIN for one that is not there, or fails
 */
export async function loadPlugins(
  args: readonly string[],
  folder = process.cwd(),
): Promise<{ rest: string[]; added: Added[] }> {
  const { rest, named } = separated(args);
  const config = configNames.find((name) => existsSync(join(folder, name)));
  const added: Added[] = [];
  for (const name of [...(config === undefined ? [] : [`./${config}`]), ...named]) added.push(await load(name, folder));
  return { rest, added };
}

/** `--plugin x` and `--plugin=x`, wherever they stand. */
function separated(args: readonly string[]): { rest: string[]; named: string[] } {
  const [rest, named]: [string[], string[]] = [[], []];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    const value = arg === flag ? args[++i] : arg.startsWith(`${flag}=`) ? arg.slice(flag.length + 1) : undefined;
    if (arg !== flag && value === undefined) rest.push(arg);
    else if (value) named.push(value);
    else throw refused(flag, 'a file or a package', 'nothing', `Write ${flag} ./my-models.ts.`);
  }
  return { rest, named };
}

async function load(name: string, folder: string): Promise<Added> {
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
    throw refused(plugin.name, 'a module that loads', received, 'Mend it and run again.', cause);
  }
}

const refused = (where: string, want: string, received: string, todo: string, cause?: unknown) =>
  expected({ where, expected: want, received, todo, code: 'PLUGIN', cause });
