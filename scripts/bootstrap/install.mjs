import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './child.mjs';
import { explain } from './failure.mjs';
import { checkDisk } from './preconditions.mjs';

/** Measured: 930 MiB of node_modules and store (hard links on one disk), 30 MiB of builds and a run; with a margin. */
const installMiB = 1200;

/** The package.json of the root and of every workspace package. @param {string} root */
function manifests(root) {
  const below = (/** @type {string} */ group) =>
    existsSync(join(root, group)) ? readdirSync(join(root, group)).map((name) => join(group, name)) : [];
  const folders = ['.', 'benchmarks', 'docs', 'examples', ...below('packages'), ...below('apps')];
  return folders.map((folder) => join(root, folder, 'package.json')).filter((file) => existsSync(file));
}

/** One hash of all that decides what node_modules holds. @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of [...manifests(root), join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml')]) {
    hash.update(file).update(existsSync(file) ? readFileSync(file) : '');
  }
  return hash.digest('hex');
}

/** Every direct dependency of every package is there. @param {string} root */
function complete(root) {
  return manifests(root).every((file) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'));
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.every((name) => existsSync(join(dirname(file), 'node_modules', name, 'package.json')));
  });
}

/**
 * Install what the lockfile says; nothing is done when that has happened before and is still in place.
 *
 * @param {string} root
 * @param {{ script: string, env: NodeJS.ProcessEnv }} pnpm
 * @param {(text: string) => void} say
 */
export async function install(root, pnpm, say) {
  const stamp = join(root, 'node_modules', '.latentkit-installed');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && complete(root)) return;
  if (!existsSync(stamp)) checkDisk(root, installMiB);
  rmSync(stamp, { force: true });
  say('Installing packages (the first time about a minute)');
  const started = Date.now();
  const args = [
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
    '--config.production=false',
    '--config.optional=true',
    '--config.global=false',
    '--config.node-linker=isolated',
    '--loglevel=info',
  ];
  const { code, output } = await run(process.execPath, [pnpm.script, ...args], {
    cwd: root,
    env: pnpm.env,
    onLine: (line) => progress(line),
  });
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  if (code !== 0) throw explain('pnpm install', output);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** pnpm's counts, on one line that renews itself. @param {string} line */
function progress(line) {
  const counts = /^Progress: (.*?)(, done)?$/.exec(line.trim());
  if (counts && process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${counts[1]}`);
}
