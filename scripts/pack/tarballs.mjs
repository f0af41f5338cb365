import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../bootstrap/build.mjs';
import { run } from '../bootstrap/child.mjs';
import { explain } from '../bootstrap/failure.mjs';
import { providePnpm } from '../bootstrap/pnpm.mjs';
import { root } from '../check/tool.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 *
 * @typedef {{ folder: string, tarball: string, manifest: Manifest }} Packed
 */

/**
 * Build and pack every publishable package as it would be published.
 *
 * @param {string} destination
 * @returns {Promise<Packed[]>}
 */
export async function packAll(destination) {
  mkdirSync(destination, { recursive: true });
  const pnpm = await providePnpm(root, console.log);
  await build(root, pnpm);
  const args = [pnpm.script, '-r', 'pack', '--pack-destination', destination];
  const { code, output } = await run(process.execPath, args, { cwd: root, env: pnpm.env, onLine: () => {} });
  if (code !== 0) throw explain('pnpm pack', output);
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((name) => {
      const folder = join(root, group, name);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (manifest.private) return [];
      const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
      return [{ folder, tarball: join(destination, file), manifest }];
    }),
  );
}

/** Whether `require` finds its code, or `import` alone. @param {Manifest} manifest */
export const hasCommonJs = ({ exports = {} }) =>
  Object.values(exports).some((entry) => typeof entry === 'object' && entry !== null && 'require' in entry);

/** The import paths of a package's code, `.` first; none for a package that only has commands. @param {Manifest} manifest */
export const entries = ({ exports = {} }) => Object.keys(exports).filter((path) => !path.endsWith('.json'));
