import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../check/tool.mjs';

const faults = pathToFileURL(join(root, 'scripts', 'kill', 'faults.mjs')).href;

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, stdout: string, stderr: string }} Ended */
/** @typedef {{ folder: string, log?: string, at?: number, kind?: string }} Fault */

/**
 * Run the command to its end.
 *
 * @param {string} main  apps/cli/dist/main.js
 * @param {string[]} args
 * @param {{ cwd?: string, fault?: Fault | undefined, before?: string[], onText?: (child: import('node:child_process').ChildProcess, text: string) => void }} options
 *   before: what starts node, e.g. `['strace', …]`
 * @returns {Promise<Ended>}
 */
export function latentkit(main, args, { cwd, fault, before = [], onText } = {}) {
  const preload = fault ? ['--import', faults] : [];
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', ...(fault && { LATENTKIT_FAULT: JSON.stringify(fault) }) };
  const [file, ...rest] = /** @type {[string, ...string[]]} */ ([
    ...before,
    process.execPath,
    ...preload,
    main,
    ...args,
  ]);
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name].setEncoding('utf8').on('data', (/** @type {string} */ more) => {
        text[name] += more;
        onText?.(child, text.stdout);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...text }));
  });
}

/** All that has to be the same in the end: weights, moments and every loss, without times. @param {string} run */
export async function outcome(run) {
  const { decodeState } = await import(pathToFileURL(join(root, 'packages', 'core', 'dist', 'index.js')).href);
  const newest = readdirSync(join(run, 'checkpoints'))
    .filter((name) => name.endsWith('.safetensors'))
    .sort()
    .at(-1);
  const { state } = decodeState(readFileSync(join(run, 'checkpoints', String(newest))));
  const arrays = [state.variables, state.optimizer].flatMap((part) =>
    Object.entries(part).map(([name, { values }]) => [name, sha256(new Uint8Array(values.buffer))]),
  );
  return JSON.stringify({
    weights: sha256(readFileSync(join(run, 'model', 'weights.safetensors'))),
    arrays,
    position: { ...state, variables: 0, optimizer: 0 },
    losses: sha256(
      readFileSync(join(run, 'metrics.jsonl'), 'utf8').replace(/"(?:seconds|examplesPerSecond)":[^,]+,/g, ''),
    ),
    // A frame of the animation may be missing: that of an epoch which was stored, and the process killed before its picture was.
    files: files(run).filter((name) => !name.startsWith('course/')),
  });
}

/** Paths of all files in a folder. @param {string} folder @returns {string[]} */
export function files(folder) {
  if (!existsSync(folder)) return [];
  const all = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  return all.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

/** @param {Uint8Array | string} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Steps of the newest checkpoint that is whole, by its manifest. @param {string} run */
export function newestStep(run) {
  const steps = files(join(run, 'checkpoints')).flatMap(
    (name) => /^step-(\d+)(?:-stopped)?\.json$/.exec(name)?.[1] ?? [],
  );
  return Math.max(0, ...steps.map(Number));
}
