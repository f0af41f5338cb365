import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { site } from '../root.ts';

const typedoc = join(createRequire(import.meta.url).resolve('typedoc/package.json'), '..', 'bin', 'typedoc');

/**
 * Pages of everything that the packages export, below `pages/api`.
 *
 * @returns the pages
 */
export function writeApi(pages: string, names: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [typedoc, '--out', join(pages, 'api')], {
    cwd: site,
    encoding: 'utf8',
  });
  if (status !== 0) {
    const received = `exit code ${status}: ${stdout}${stderr}`;
    throw expected({
      where: 'typedoc',
      expected: 'pages of the packages',
      received,
      todo: 'Fix what it names.',
      code: 'API',
    });
  }
  const written = ['api/index.md', ...names.map((name) => `api/${name}/src${name === 'core' ? '/index' : ''}.md`)];
  for (const page of written) {
    const path = join(pages, page);
    const text = readFileSync(path, 'utf8')
      .replace(/^# ([\w-]+)\/src$/m, '# @latentkit/$1')
      .replaceAll(/\[([\w-]+)\/src\]/g, '[@latentkit/$1]')
      .replace(/^# LatentKit.*$|^# @latentkit\/site$/m, '# API');
    writeFileSync(path, `---\noutline: [2, 3]\n---\n\n${text}`);
  }
  return written;
}
