import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { install } from './install.mjs';
import { providePnpm } from './pnpm.mjs';
import { checkDisk, checkWritable } from './preconditions.mjs';
import { Refusal } from './refusal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * `npm run demo`, `npm run site`, `npm test`, `npx latentkit` in a clone: bring what they need, then run.
 *
 * @param {string[]} argv
 * @param {(text: string) => void} say
 */
export async function main([command = '', ...args], say = console.log) {
  try {
    const start = commands[/** @type {keyof typeof commands} */ (command)];
    if (!start)
      throw new Refusal(`bootstrap: expected one of ${Object.keys(commands).join(', ')}, received "${command}".`);
    checkWritable(root);
    const pnpm = await providePnpm(root, say);
    await install(root, pnpm, say);
    checkDisk(root, 100);
    process.exitCode = await start({ pnpm, args, say });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

const commands = {
  /** What the others begin with. @type {Command} */
  install: async () => 0,
  /** The built command. @type {Command} */
  async command(given) {
    await firstBuild(given, ['--filter=latentkit']);
    return 0;
  },
  /** A model trained with the built command, its report and the page on it. @type {Command} */
  async demo(given) {
    await commands.command(given);
    return (await run(process.execPath, [join('apps', 'cli', 'dist', 'main.js'), 'demo', ...given.args], { cwd: root }))
      .code;
  },
  /** Train what the figures of the lectures are drawn from, and draw them. @type {Command} */
  async gallery(given) {
    await commands.command(given);
    return (await run(process.execPath, [join('scripts', 'gallery.mjs')], { cwd: root })).code;
  },
  /** The site, for any static host. @type {Command} */
  async site({ pnpm, args }) {
    await build(root, pnpm, ['--filter=@latentkit/explorer']);
    const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
    const source = ['--import', tsx, '--conditions', '@latentkit/source'];
    const { code } = await run(process.execPath, [...source, join('apps', 'site', 'src', 'build.ts'), ...args], {
      cwd: root,
    });
    return code;
  },
  /** Build, then everything that `pnpm check` checks. @type {Command} */
  async test(given) {
    await firstBuild(given, []);
    const check = [join('scripts', 'check.mjs'), ...given.args];
    return (await run(process.execPath, check, { cwd: root, env: given.pnpm.env })).code;
  },
};

/**
 * @typedef {{ pnpm: Awaited<ReturnType<typeof providePnpm>>, args: string[], say: (text: string) => void }} Given
 * @typedef {(given: Given) => Promise<number>} Command
 */

/** @param {Given} given @param {string[]} args */
function firstBuild({ pnpm, say }, args) {
  if (!existsSync(join(root, 'packages', 'core', 'dist'))) say('Building (the first time about a minute)');
  return build(root, pnpm, args);
}
