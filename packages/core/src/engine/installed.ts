import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const require = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** What the program that runs sees: a command is started by a link to it. */
const program = () => createRequire(realpathSync(process.argv[1] as string));
const folder = () => createRequire(join(process.cwd(), 'package.json'));

/** Where a module lies, as the first of some places sees it; a program may be none. */
function seen(name: string, places: readonly (() => NodeJS.Require)[]): string | undefined {
  for (const place of places) {
    try {
      return place().resolve(name);
    } catch {
      // Not there, or no program: the next place.
    }
  }
  return undefined;
}

/** A peer, where managers that keep packages apart show it: to this package, or to the program alone. A working folder may have another copy of tfjs. */
const peer = (name: string) => seen(name, [() => require, program]);

/** The version of an npm package that this one or the program sees; undefined where there is none. None of its code is run. */
export function versionOf(name: string): string | undefined {
  const file = peer(`${name}/package.json`);
  return file === undefined ? undefined : (require(file) as { version: string }).version;
}

/** Where a module lies that this package does not depend on: as seen from here, from the program that runs and from its working folder. */
export const fileOf = (name: string): string | undefined => seen(name, [() => require, program, folder]);

/** Where an `import` finds an entry of a package, e.g. `./node`: `fileOf` finds what a `require` does, which is another copy of the same code. */
export function moduleOf(name: string, entry: string): string | undefined {
  const file = fileOf(`${name}/package.json`);
  if (file === undefined) return undefined;
  const { exports } = require(file) as { exports: Record<string, { import: { default: string } }> };
  const target = exports[entry]?.import.default;
  return target && join(dirname(file), target);
}

/** The version of a package that the owner of a file sees; undefined where there is no such file or package. */
export function versionBeside(file: string, name: string): string | undefined {
  const owner = fileOf(file);
  try {
    return owner && (createRequire(owner)(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** Run a package of tfjs. In Node all of them are CommonJS, so this is the copy that an `import` gets too. */
export function load(name: string): void {
  require(peer(name) ?? name);
}

/** Each copy of a package of which modules have been loaded into this process: `4.22.0 in /project/node_modules/…`. */
export function copiesOf(name: string): string[] {
  const inside = `/node_modules/${name}/`;
  const files = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
  const folders = files
    .filter((file) => file.includes(inside) && file.endsWith('.js'))
    .map((file) => file.slice(0, file.lastIndexOf(inside) + inside.length - 1));
  return [...new Set(folders)].map((folder) => `${versionOf(folder) ?? 'some version'} in ${folder}`);
}
