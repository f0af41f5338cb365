// The commands of a page, run as they stand there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';

/** @typedef {{ command: string, code: number, output: string, page?: string }} Ended */

/** The `latentkit` lines of a page's shell blocks. @param {string} name */
export function commandsOf(name) {
  const text = readFileSync(join(root, 'docs', 'data', `${name}.md`), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, code = '']) => code.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line.startsWith('latentkit '));
}

/**
 * Run one of them in a folder. `explore` is a server: its page is fetched, then it is told to stop.
 *
 * @param {string} command @param {{ cwd: string, main: string }} where
 * @returns {Promise<Ended>}
 */
export async function runCommand(command, { cwd, main }) {
  const args = command.split(/\s+/).slice(1);
  const explores = args[0] === 'explore' && !args.includes('--export');
  if (explores) return explored(command, args, { cwd, main });
  return { command, ...(await run(process.execPath, [main, ...args], { cwd, onLine: () => {} })) };
}

/** @param {string} command @param {string[]} args @param {{ cwd: string, main: string }} where @returns {Promise<Ended>} */
async function explored(command, args, { cwd, main }) {
  const child = spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let [output, page] = ['', ''];
  const address = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output) ?? [];
        if (found) resolve(found);
      });
    ended.then(() => resolve(undefined));
  });
  const found = await address;
  if (found) page = await (await fetch(found)).text();
  child.kill('SIGINT');
  const [code] = await ended;
  return { command, code: code ?? 1, output, page };
}
