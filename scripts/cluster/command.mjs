import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {ReturnType<typeof starter>} Start */

/**
 * Starts the command in a folder.
 *
 * @param {string} main  apps/cli/dist/main.js, or main.ts
 * @param {string} cwd
 */
export function starter(main, cwd) {
  const source = main.endsWith('.ts')
    ? ['--import', import.meta.resolve('tsx'), '--conditions', '@latentkit/source']
    : [];
  /** All that was ever printed. */
  const printed = { text: '' };
  /** @param {string[]} args @param {{ queue?: string | undefined, ca?: string, onText?: (text: string) => void }} [options] the address and the certificate go into the environment */
  const start = (args, { queue, ca, onText } = {}) => {
    const env = {
      ...process.env,
      CI: 'true',
      NO_COLOR: '1',
      ...(queue && { LATENTKIT_QUEUE: queue }),
      ...(ca && { NODE_EXTRA_CA_CERTS: ca }),
    };
    const child = spawn(process.execPath, [...source, main, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        printed.text += text;
        onText?.(text);
      });
    /** @type {Promise<{ code: number | null, output: string }>} */
    const ended = new Promise((done) => child.on('close', (code) => done({ code, output })));
    return { child, ended, kill: () => child.kill('SIGKILL') };
  };
  return Object.assign(start, { printed });
}

/** The lines of a sweep's ledger; a half line at the end is none. @param {string} folder @returns {Record<string, any>[]} */
export function ledgerOf(folder) {
  const path = join(folder, 'ledger.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** All that has to be the same in the end: trials, decisions, results, weights and losses, without times. @param {string} folder */
export function outcome(folder) {
  const ledger = ledgerOf(folder);
  const trials = existsSync(join(folder, 'trials')) ? readdirSync(join(folder, 'trials')).sort() : [];
  return JSON.stringify({
    drawn: ledger.flatMap(({ kind, trial, point, hash }) => (kind === 'decided' && hash ? [[trial, point, hash]] : [])),
    decided: ledger.flatMap(({ kind, trial, rung }) => (kind === 'decided' ? [[trial, rung]] : [])),
    done: ledger.flatMap(({ kind, job, result }) => (kind === 'done' ? [`${job} ${result.course}`] : [])).sort(),
    failed: ledger.filter(({ kind }) => kind === 'failed').length,
    left: readdirSync(join(folder, 'attempts')).length,
    runs: trials.map((name) => {
      const run = join(folder, 'trials', name);
      const log = readFileSync(join(run, 'metrics.jsonl'), 'utf8').replace(
        /"(?:seconds|examplesPerSecond)":[^,]+,/g,
        '',
      );
      return [name, sha256(readFileSync(join(run, 'model', 'weights.safetensors'))), sha256(log)];
    }),
  });
}

/** How often each job counts. @param {string} folder */
export function counts(folder) {
  /** @type {Record<string, number>} */
  const times = {};
  for (const { kind, job } of ledgerOf(folder))
    if (kind === 'done' || kind === 'failed') times[job] = (times[job] ?? 0) + 1;
  return times;
}

/** Files below a folder that hold a text. @param {string} folder @param {string} text @returns {string[]} */
export function filesWith(folder, text) {
  const all = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  return all.filter((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() && readFileSync(path).includes(text);
  });
}

/** @param {Uint8Array | string} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
