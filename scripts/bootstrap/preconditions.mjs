import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { refusal } from './refusal.mjs';

const MiB = 2 ** 20;

/**
 * npm's own script, which Node runs without a shell: the npm that called us, the one beside Node, or the one on PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function findNpm(env = process.env) {
  const beside = dirname(realpathSync(process.execPath));
  const folders = [beside, join(beside, '..', 'lib'), ...(env.PATH ?? env.Path ?? '').split(delimiter)];
  const candidates = [
    ...(/npm-cli\.js$/.test(env.npm_execpath ?? '') ? [/** @type {string} */ (env.npm_execpath)] : []),
    ...folders.flatMap((folder) => [
      join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      join(folder, 'npm'),
    ]),
  ];
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    const script = realpathSync(candidate);
    if (script.endsWith('npm-cli.js')) return script;
  }
  throw refusal({
    where: 'npm',
    expected: 'it beside Node or on PATH',
    received: 'none',
    todo: 'Install Node together with npm.',
  });
}

/** @param {string} folder */
export function checkWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    rmdirSync(mkdtempSync(join(folder, '.writable-')));
  } catch (error) {
    throw refusal({
      where: folder,
      expected: 'a folder that can be written to',
      received: String(/** @type {NodeJS.ErrnoException} */ (error).code),
      todo: 'Change its owner, or clone into a folder of yours.',
    });
  }
}

/**
 * @param {string} folder
 * @param {number} neededMiB
 * @param {(folder: string) => { bavail: number, bsize: number }} statfs
 */
export function checkDisk(folder, neededMiB, statfs = statfsSync) {
  const { bavail, bsize } = statfs(folder);
  const freeMiB = Math.floor((bavail * bsize) / MiB);
  if (freeMiB >= neededMiB) return;
  throw refusal({
    where: folder,
    expected: `${neededMiB} MiB free on its disk`,
    received: `${freeMiB} MiB`,
    todo: 'Free some space, or clone to another disk.',
  });
}
