import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';

/**
 * The site, built from the sources into a folder; the explorer must be built.
 *
 * @param {string} base  the path below which it will be shown
 * @param {string} out
 */
export async function buildSite(base, out) {
  const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
  const build = ['--import', tsx, '--conditions', '@latentkit/source', join(root, 'apps', 'site', 'src', 'build.ts')];
  const args = [...build, '--base', base, '--out', out];
  const { code, output } = await run(process.execPath, args, { cwd: root, onLine: () => {} });
  if (code !== 0) throw new Error(`the site was not built, exit code ${code}: ${output}`);
}
