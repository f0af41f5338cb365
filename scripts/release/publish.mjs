import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from '../bootstrap/build.mjs';
import { run } from '../bootstrap/child.mjs';
import { install } from '../bootstrap/install.mjs';
import { childEnvironment, providePnpm } from '../bootstrap/pnpm.mjs';
import { findNpm } from '../bootstrap/preconditions.mjs';
import { copyCheckout } from '../check/copyCheckout.mjs';
import { root } from '../check/tool.mjs';
import { nextVersion, readChanges } from './changes.mjs';

/** @typedef {{ name: string, version: string, folder: string }} Published */

/**
 * A copy of the repository as the release workflow has it, on its way to a registry. Its builds are those of this checkout, which turbo knows from
 * `npm test`: no build reads its version before it runs.
 *
 * @param {string} copy
 * @param {import('./registry.mjs').Registry} registry
 */
export async function releaseOf(copy, registry) {
  const pnpm = await providePnpm(root, console.log);
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', ['-c', 'user.name=release', '-c', 'user.email=release@localhost', ...args], { cwd: copy });

  /** @param {string[]} args @param {NodeJS.ProcessEnv} [more] */
  const pnpmRun = async (args, more) => {
    const env = { ...pnpm.env, ...more };
    const { code, output } = await run(process.execPath, [pnpm.script, ...args], { cwd: copy, env, onLine: () => {} });
    if (code !== 0) throw new Error(`pnpm ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`);
    return output;
  };

  return {
    async begin() {
      await build(root, pnpm);
      copyCheckout(copy);
      git('commit', '--quiet', '--message=As it is');
      await install(copy, pnpm, () => {});
      for (const { folder } of published(root)) {
        cpSync(join(folder, 'dist'), join(copy, relative(root, folder), 'dist'), { recursive: true });
      }
    },
    /** What the changesets say, and the version that they ask for. */
    next() {
      const [{ version }] = /** @type {[Published]} */ (published(copy));
      const changes = readChanges(join(copy, '.changeset'));
      return { changes, version: nextVersion(version, changes) };
    },
    /** What `npx latentkit …` prints in a clone, where no registry answers. @param {string[]} args */
    async npx(...args) {
      const npx = join(dirname(findNpm()), 'npx-cli.js');
      const env = { ...childEnvironment(), npm_config_registry: 'http://127.0.0.1:9/' };
      const command = [npx, '--no-install', 'latentkit', ...args];
      return (await run(process.execPath, command, { cwd: copy, env, onLine: () => {} })).output.trim();
    },
    /** @param {string} file @returns {string} */
    read: (file) => readFileSync(join(copy, file), 'utf8'),
    /** @returns {Promise<Published[]>} */
    async version() {
      await pnpmRun(['version-packages']);
      git('add', '--all');
      git('commit', '--quiet', '--message=Version');
      return published(copy);
    },
    /** @returns {Promise<string>} what it printed */
    publish: () =>
      pnpmRun(['publish-packages'], { npm_config_userconfig: registry.settings, npm_config_registry: registry.url }),
    tags: () => String(git('tag', '--list')).split('\n').filter(Boolean),
  };
}

/** @param {string} repository @returns {Published[]} */
function published(repository) {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(repository, group)).flatMap((name) => {
      const folder = join(repository, group, name);
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return manifest.private ? [] : [{ name: manifest.name, version: manifest.version, folder }];
    }),
  );
}

/**
 * What must not lie in a tarball, what must, and what its package.json files must not say; empty when all is well.
 *
 * @param {Published} one
 * @param {import('./registry.mjs').Registry} registry
 * @param {string} folder  for the unpacked files
 * @returns {Promise<string[]>}
 */
export async function faultsOf({ name, version }, { url }, folder) {
  const packument = await (await fetch(url + name.replace('/', '%2f'))).json();
  const manifest = packument.versions?.[version];
  if (!manifest) return [`${name}@${version} is not there`];
  const bytes = new Uint8Array(await (await fetch(manifest.dist.tarball)).arrayBuffer());
  const place = join(folder, name.replace('/', '+'));
  mkdirSync(place, { recursive: true });
  writeFileSync(`${place}.tgz`, bytes);
  execFileSync('tar', ['-xzf', `${place}.tgz`, '-C', place]);
  const files = /** @type {string[]} */ (readdirSync(place, { recursive: true })).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const faults = ['README.md', 'LICENSE', 'package.json'].flatMap((file) =>
    files.includes(`package/${file}`) ? [] : [`no ${file}`],
  );
  for (const file of files) {
    if (/\.test\.tsx?$/.test(file)) faults.push(`a test, ${file}`);
    if (!file.endsWith('package.json')) continue;
    const said = /"(workspace|catalog):[^"]*"/.exec(readFileSync(join(place, file), 'utf8'))?.[0];
    if (said) faults.push(`${said} in ${file}`);
  }
  return faults.map((fault) => `${name}: ${fault}`);
}
