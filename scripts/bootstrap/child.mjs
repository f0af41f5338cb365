import { spawn } from 'node:child_process';

/**
 * @typedef {{ code: number, output: string }} Ended  code: the exit code, or 128 + the signal's number as shells have it
 * @typedef {{ cwd: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} Where
 */

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const forwarded = /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']);

/**
 * Run a program to its end. Without `onLine` it has our terminal; with it, its lines go there and are kept.
 *
 * A terminal sends Ctrl-C to every process in front of it, the child included, so there it is only outlived here; without a
 * terminal the signal reached us alone and is passed on.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {Where} where
 * @returns {Promise<Ended>}
 */
export function run(file, args, { cwd, env = process.env, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, pass);

    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output = (output + text).slice(-200_000);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine?.(line);
      });
    }
    /** @param {() => void} settle */
    const end = (settle) => {
      for (const signal of forwarded) process.off(signal, pass);
      settle();
    };
    child.on('error', (error) => end(() => reject(error)));
    child.on('close', (code, signal) =>
      end(() => resolve({ code: code ?? 128 + (signalNumbers[/** @type {'SIGINT'} */ (signal)] ?? 9), output })),
    );
  });
}
