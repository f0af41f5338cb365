import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from './tool.mjs';

const quiet = { cwd: root, onLine: () => {} };

/** The version of python3 if it has pip, such as 3.11. @returns {Promise<string | undefined>} */
export async function pythonVersion() {
  const script = 'import pip, sys; print("%d.%d" % sys.version_info[:2])';
  const { code, output } = await run('python3', ['-c', script], quiet).catch(() => ({ code: 1, output: '' }));
  return code === 0 ? output.trim() : undefined;
}

/**
 * A folder of Python packages for PYTHONPATH, installed once.
 *
 * @param {string} version  of Python
 * @param {string} name  what the packages are for
 * @param {string[]} packages  each also the name of what is imported
 * @returns {Promise<string>}
 */
export async function pythonPackages(version, name, packages) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'latentkit', `${name}-python-${version}`);
  if (packages.every((one) => existsSync(join(folder, one)))) return folder;
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await run(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--target', folder, ...packages],
    quiet,
  );
  if (code === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`pip install ended with ${code}: ${output.trim().split('\n').at(-1)}`);
}
