import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../bootstrap/child.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The packages whose commands have another name. */
const owners = /** @type {Record<string, string>} */ ({
  attw: '@arethetypeswrong/cli',
  biome: '@biomejs/biome',
  changeset: '@changesets/cli',
  tsc: 'typescript',
});

/** The script behind a development dependency's command: Node runs it alike on every system, without a shell. @param {string} name */
function scriptOf(name) {
  const folder = join(root, 'node_modules', owners[name] ?? name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/**
 * Run a development dependency, or a script of ours, quietly.
 *
 * @param {string} command  a command's name, or the path of a script
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export async function tool(command, args, cwd = root) {
  const started = Date.now();
  const script = command.endsWith('.mjs') ? join(root, command) : scriptOf(command);
  const { code, output } = await run(process.execPath, [script, ...args], { cwd, onLine: () => {} });
  return { code, output, seconds: (Date.now() - started) / 1000 };
}
