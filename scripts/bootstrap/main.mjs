import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { install } from './install.mjs';
import { providePnpm } from './pnpm.mjs';
import { checkDisk, checkWritable } from './preconditions.mjs';
import { Refusal } from './refusal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const say = (/** @type {string} */ text) => console.log(text);

/** `npm run demo` and `npm test`: bring what they need, then run. @param {string[]} argv */
export async function main([command = '', ...args]) {
  try {
    const start = commands[/** @type {keyof typeof commands} */ (command)];
    if (!start)
      throw new Refusal(`bootstrap: expected one of ${Object.keys(commands).join(', ')}, received "${command}".`);
    checkWritable(root);
    const pnpm = await providePnpm(root, say);
    await install(root, pnpm, say);
    checkDisk(root, 100);
    process.exitCode = await start(pnpm, args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}

const commands = {
  /** What the other two begin with. @type {Command} */
  install: async () => 0,
  /** Train the lecture's autoencoder on MNIST with the built command line. @type {Command} */
  async demo(pnpm, args) {
    await firstBuild(pnpm, ['--filter=latentkit']);
    const out = freshRun('demo');
    const main = join('apps', 'cli', 'dist', 'main.js');
    const train = [main, 'train', 'autoencoder', '--data', 'mnist', '--out', out, ...args];
    const { code } = await run(process.execPath, train, { cwd: root });
    const report = join(root, out, 'report.html');
    if (code === 0 && existsSync(report)) say(`\nOpen ${pathToFileURL(report)} in a browser.`);
    return code;
  },
  /** Train what the figures of the lectures are drawn from, and draw them. @type {Command} */
  async gallery(pnpm) {
    await firstBuild(pnpm, ['--filter=latentkit']);
    return (await run(process.execPath, [join('scripts', 'gallery.mjs')], { cwd: root })).code;
  },
  /** Build, then everything that `pnpm check` checks. @type {Command} */
  async test(pnpm, args) {
    await firstBuild(pnpm, []);
    const check = [join('scripts', 'check.mjs'), ...args];
    return (await run(process.execPath, check, { cwd: root, env: pnpm.env })).code;
  },
};

/**
 * @typedef {Awaited<ReturnType<typeof providePnpm>>} Pnpm
 * @typedef {(pnpm: Pnpm, args: string[]) => Promise<number>} Command
 */

/** @param {Pnpm} pnpm @param {string[]} args */
function firstBuild(pnpm, args) {
  if (!existsSync(join(root, 'packages', 'core', 'dist'))) say('Building (the first time about a minute)');
  return build(root, pnpm, args);
}

/** `runs/NAME`, or `runs/NAME-2` and so on where that exists. @param {string} name */
function freshRun(name) {
  for (let number = 1; ; number++) {
    const folder = join(root, 'runs', number === 1 ? name : `${name}-${number}`);
    if (!existsSync(folder)) return relative(root, folder);
  }
}
