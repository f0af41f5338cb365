import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { childEnvironment } from '../bootstrap/pnpm.mjs';
import { findNpm } from '../bootstrap/preconditions.mjs';

/** @typedef {import('./tarballs.mjs').Packed} Packed */

/** The peers that must be there, with the ranges that the package names. @param {Packed} packed */
function requiredPeers({ manifest: { peerDependencies = {}, peerDependenciesMeta = {} } }) {
  return Object.fromEntries(Object.entries(peerDependencies).filter(([name]) => !peerDependenciesMeta[name]?.optional));
}

/**
 * A stranger's project: one of our tarballs, the peers it requires and nothing else. Our other packages come from their
 * tarballs too, and only where the package itself depends on them.
 *
 * @param {string} folder
 * @param {Packed} packed
 * @param {Packed[]} all
 * @param {Record<string, string>} more  other packages of the project
 * @returns {Promise<{ code: number, output: string }>} how `npm install` ended
 */
export async function installAlone(folder, packed, all, more = {}) {
  const others = all.filter(({ manifest }) => manifest.name !== packed.manifest.name);
  const project = {
    private: true,
    dependencies: { [packed.manifest.name]: `file:${packed.tarball}`, ...requiredPeers(packed), ...more },
    overrides: Object.fromEntries(others.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`])),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project, null, 2));
  return npmInstall(folder);
}

const npmFlags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];

/**
 * @param {string} folder
 * @param {string[]} packages  more of them, as `name@range`
 */
export function npmInstall(folder, packages = []) {
  const npm = [findNpm(), 'install', '--prefix', folder, ...npmFlags, ...packages];
  return run(process.execPath, npm, { cwd: folder, env: childEnvironment(), onLine: () => {} });
}
