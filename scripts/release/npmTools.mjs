import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { childEnvironment } from '../bootstrap/pnpm.mjs';
import { findNpm } from '../bootstrap/preconditions.mjs';

/** verdaccio's own node-fetch 2.6 ends with an error where a proxy closes early. */
const overrides = { verdaccio: { 'node-fetch': '2.7.0' } };

/**
 * A program from npm in a folder of its own, kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
 *
 * @param {string} name
 * @param {string} version
 * @returns {Promise<string>} the folder of the package
 */
export async function npmTool(name, version) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'latentkit', `${name.replace(/.*\//, '')}-${version}`);
  const installed = join(folder, 'node_modules', name);
  if (existsSync(join(installed, 'package.json'))) return installed;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, overrides: overrides[/** @type {'verdaccio'} */ (name)] ?? {} };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const flags = ['--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await run(process.execPath, [findNpm(), 'install', ...flags, `${name}@${version}`], {
    cwd: folder,
    env: childEnvironment(),
    onLine: () => {},
  });
  if (code === 0) return installed;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`npm install ${name}@${version} ended with ${code}: ${output.trim().split('\n').at(-1)}`);
}

/** The script of a tool's command. @param {string} folder  of its package @param {string} command */
export function scriptOf(folder, command) {
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
