import { dirname } from 'node:path';
import { packagePath } from './packagePath.ts';

/**
 * The folder of an installed npm package. None of its code is run.
 *
 * @throws `PACKAGE_MISSING` with what to install
 */
export function packageFolder(name: string, { where }: { where: string }): string {
  return dirname(packagePath(`${name}/package.json`, { where, needed: 'holds the files' }));
}
