import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expected } from '@latentkit/errors';

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const here = typeof __filename === 'string' ? __filename : import.meta.url;

/**
 * The folder of an installed npm package: the one beside this package, else the one of the current project. None of its code is run.
 *
 * @throws `PACKAGE_MISSING` with what to install
 */
export function packageFolder(name: string, { where }: { where: string }): string {
  for (const from of [here, join(process.cwd(), 'package.json')]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {
      // Not from here: the next place is asked, and the error below speaks for both.
    }
  }
  throw expected({
    where,
    expected: `the npm package ${name}, which holds the files`,
    received: 'a project without it',
    todo: `Run: npm install ${name}`,
    code: 'PACKAGE_MISSING',
  });
}
