import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/**
 * A command of a project that serves, until it is closed by Ctrl-C.
 *
 * @param {import('./managers.mjs').Project} project
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ url: string, close(): Promise<void> }>} url: the first address on this machine that it prints
 */
export function serving({ folder, env, commandLine }, command, ...args) {
  const [file = '', ...rest] = commandLine(command, ...args);
  // A group of its own: some managers keep a signal from what they started.
  const child = spawn(file, rest, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise((done) => child.on('close', done));
  const close = async () => {
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await ended;
  };
  return new Promise((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
        text += part;
        const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(stripVTControlCharacters(text))?.[0];
        if (url) resolve({ url, close });
      });
    }
    child.on('close', (code) => reject(new Error(`${command} ${args[0]} ended with ${code}: ${text}`)));
  });
}
