import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npmTool, scriptOf } from '../release/npmTools.mjs';
import { npmSetting } from '../release/registry.mjs';

/**
 * The base image by the name that the container file asks for, such as node:24-bookworm-slim, from where no image registry is needed: the release of Debian
 * from Debian, that Node with npm from npm, and the user `node`. Kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
 *
 * @param {string} name
 * @param {string} folder  for what is gone afterwards
 * @returns {Promise<{ tar: string, settings: string[][] }>} its files, and those that npm needs here: what to copy, and to where
 */
export async function baseOf(name, folder) {
  const [, version = '', suite = ''] = /^node:(\d+)-(\w+)-slim$/.exec(name) ?? [];
  if (suite === '') throw new Error(`expected node:<version>-<release of Debian>-slim after FROM, received ${name}`);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latentkit');
  const tar = join(cache, `container-node-${version}-${suite}.tar`);
  if (!existsSync(tar)) {
    mkdirSync(cache, { recursive: true });
    const node = scriptOf(await npmTool('node', version), 'node');
    const npm = await npmTool('npm', '11');
    const unfinished = `${tar}.${process.pid}.tar`;
    debian(suite, unfinished, [
      `mkdir -p "$1/usr/local/lib/node_modules"`,
      `cp -L '${node}' "$1/usr/local/bin/node"`,
      `cp -rL '${npm}' "$1/usr/local/lib/node_modules/npm"`,
      `ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"`,
      `chroot "$1" useradd --uid 1000 --create-home node`,
    ]);
    renameSync(unfinished, tar);
  }
  return { tar, settings: await npmSettings(folder) };
}

/** As Debian's own slim images: the smallest variant without manuals, documentation and translations. @param {string} suite @param {string} tar @param {string[]} hooks */
function debian(suite, tar, hooks) {
  const excluded = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/info/*', '/usr/share/locale/*'];
  const args = [
    '--variant=minbase',
    // A build that is cut off begins anew: nothing needs to reach the disk file by file.
    '--dpkgopt=force-unsafe-io',
    ...excluded.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...hooks.map((hook) => `--customize-hook=${hook}`),
  ];
  try {
    execFileSync('mmdebstrap', [...args, suite, tar], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    rmSync(tar, { force: true });
    throw error;
  }
}

/** npm's registry and authorities as they are set on this machine, as npm's global settings in the image. @param {string} folder */
async function npmSettings(folder) {
  const [registry, authorities] = [await npmSetting('registry', folder), await npmSetting('cafile', folder)];
  const own = existsSync(authorities);
  const file = join(folder, 'npmrc');
  writeFileSync(file, `registry=${registry}\n${own ? 'cafile=/usr/local/etc/authorities.pem\n' : ''}`);
  return [[file, '/usr/local/etc/npmrc'], ...(own ? [[authorities, '/usr/local/etc/authorities.pem']] : [])];
}
