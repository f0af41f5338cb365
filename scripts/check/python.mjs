import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from './tool.mjs';

const quiet = { cwd: root, onLine: () => {} };

/**
 * A check that Python has a word in, in a folder that is gone afterwards. Sets the exit code; without Python the check is skipped, which it says.
 *
 * @param {string} name  of the check
 * @param {string[]} packages  that Python needs, each also the name of what is imported, else `name as imported`; kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit
 * @param {(at: { folder: string, python: (args: string[], options?: { onLine?: (line: string) => void }) => Promise<{ code: number, output: string }> }) => Promise<number>} work
 *   gives the exit code, and prints how many passed and failed
 */
export async function withPython(name, packages, work) {
  const version = await pythonVersion();
  if (version === undefined) {
    console.log(`${name}: python3 with pip is not there`);
    console.log('0 passed, 0 failed, 1 skipped');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), `latentkit-${name}-`));
  try {
    const env = { ...process.env, PYTHONPATH: await pythonPackages(version, name, packages) };
    process.exitCode = await work({
      folder,
      python: (args, options) => run('python3', args, { cwd: folder, env, ...options }),
    });
  } catch (error) {
    console.log(`FAILED ${error instanceof Error ? error.message : error}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The version of python3 if it has pip, such as 3.11. @returns {Promise<string | undefined>} */
async function pythonVersion() {
  const script = 'import pip, sys; print("%d.%d" % sys.version_info[:2])';
  const { code, output } = await run('python3', ['-c', script], quiet).catch(() => ({ code: 1, output: '' }));
  return code === 0 ? output.trim() : undefined;
}

/**
 * A folder of Python packages for PYTHONPATH, installed once.
 *
 * @param {string} version  of Python
 * @param {string} name  what the packages are for
 * @param {string[]} packages  each also the name of what is imported, else `name as imported`
 * @returns {Promise<string>}
 */
async function pythonPackages(version, name, packages) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'latentkit', `${name}-python-${version}`);
  // `name[extra]` is imported as `name`.
  const imported = packages.map((one) => one.split(' as ').at(-1)?.replace(/\[.*/, '') ?? one);
  if (imported.every((one) => existsSync(join(folder, one)))) return folder;
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await run(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--target', folder, ...packages.map((one) => one.replace(/ as .*/, ''))],
    quiet,
  );
  if (code === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`pip install ended with ${code}: ${output.trim().split('\n').at(-1)}`);
}
