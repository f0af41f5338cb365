import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Added } from '@latentkit/catalogue';
import { flag, refused } from './refused.ts';

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
  const names = [...(config === undefined ? [] : [`./${config}`]), ...named];
  if (names.length === 0) return { rest, added: [] };
  const { loadPlugin } = await import('./loadPlugin.ts');
  const added: Added[] = [];
  for (const name of names) added.push(await loadPlugin(name, folder));
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
