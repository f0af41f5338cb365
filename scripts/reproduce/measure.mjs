// One row, measured: by the command, by a program of its own, or read from what a benchmark kept.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';
import { besideScikitLearn } from './scikitLearn.mjs';

/**
 * @typedef {import('./rows.mjs').Trained} Trained
 * @typedef {import('./rows.mjs').Programmed} Programmed
 * @typedef {{ reached: number, beside?: import('./verdict.mjs').Published, seconds: number }} Measured
 */

const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
/** LATENTKIT_MAIN=apps/cli/dist/main.js takes the built packages, which start sooner. */
const built = process.env.LATENTKIT_MAIN;
const fromSource = built ? [] : ['--import', tsx, '--conditions', '@latentkit/source'];
const main = built ?? join(root, 'apps', 'cli', 'src', 'main.ts');

/**
 * The folder of a run. Flags that win over the row's are part of it: a run of one epoch that `--runs` keeps is not taken for one of fifty.
 *
 * @param {string} name @param {string[]} extra @param {number} seed
 */
export const runName = (name, extra, seed) => [name, seed, ...extra.map((flag) => flag.replace(/^--/, ''))].join('-');

/** @param {string[]} args of node @returns {Promise<any>} the JSON that the program printed */
async function printed(args) {
  const { code, output } = await run(process.execPath, args, { cwd: root, onLine: () => {} });
  const line = output.split('\n').findLast((line) => line.startsWith('{'));
  if (code === 0) return line === undefined ? undefined : JSON.parse(line);
  throw new Error(`${args.slice(fromSource.length).join(' ')} ended with ${code}: ${output}`);
}

/**
 * Train and judge; a run that the folder holds already goes on where it stopped, and one that has finished is only judged.
 *
 * @param {Trained} row @param {string[]} extra flags that win over the row's @param {{ seed: number, out: string }} where
 * @returns {Promise<Measured>}
 */
export async function trained({ train, evaluate, read }, extra, { seed, out }) {
  const file = join(out, 'run.json');
  const runOf = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
  const begun = runOf();
  const begin = ['train', ...train, ...extra, '--no-report', '--seed', String(seed), '--out', out];
  if (begun?.status !== 'finished') await printed([...fromSource, main, ...(begun ? ['resume', out] : begin)]);
  const reached = read(await printed([...fromSource, main, 'evaluate', out, ...evaluate, '--json']));
  const seconds = runOf().epochs.reduce(
    (/** @type {number} */ sum, /** @type {any} */ epoch) => sum + epoch.seconds,
    0,
  );
  return { reached, seconds };
}

/** @param {Programmed} row @param {string[]} extra @param {number} seed @returns {Promise<Measured | undefined>} none where what it needs is not there */
export async function programmed({ program: [name = '', ...args], scikitLearn = false }, extra, seed) {
  const started = Date.now();
  const file = join(root, 'benchmarks', 'reproduce', name);
  const ours = (/** @type {string[]} */ ...more) =>
    printed([...fromSource, file, ...args, ...extra, '--seed', String(seed), ...more]);
  const measured = await (scikitLearn ? besideScikitLearn((task) => ours('--task', task)) : ours());
  return measured && { ...measured, seconds: (Date.now() - started) / 1000 };
}

/** The command of a row, as one types it. @param {Trained | Programmed} row @param {string[]} extra */
export function commandOf(row, extra) {
  if ('train' in row) return ['latentkit', 'train', ...row.train, ...extra].join(' ');
  return ['node', `benchmarks/reproduce/${row.program[0]}`, ...row.program.slice(1), ...extra].join(' ');
}

/** The machine, and how busy it is: other work makes the seconds an upper bound. */
export const machine = () =>
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, load average ${Math.round(loadavg()[0] ?? 0)}`;
