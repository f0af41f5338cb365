// Ten data sets as people bring them, made small: the commands of each page in docs/data, run as they stand there, and what they say and write.
//
//   node scripts/own-data-check.mjs [--only photographs] [--images 100000] [--main apps/cli/dist/main.js]
//
// Needs the packages built. --images is the number of files that the page many-images is run on.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from './bulk/latentkit.mjs';
import { root } from './check/tool.mjs';
import { totals } from './check/totals.mjs';
import { commandsOf, runCommand } from './own-data/page.mjs';
import { results } from './own-data/results.mjs';
import { sets } from './own-data/sets/index.mjs';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    images: { type: 'string', default: '600' },
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
  },
});
const [main, images] = [resolve(flags.main), Number(flags.images)];
const steps = ['train', 'evaluate', 'score', 'sample', 'export', 'explore'];

const folder = mkdtempSync(join(tmpdir(), 'latentkit-own-data-'));
const { report, end } = totals();

/** @param {string} name */
async function check(name) {
  const set = sets[name];
  if (!set) throw new Error(`no data set ${name}: one of ${Object.keys(sets)}`);
  const cwd = join(folder, name);
  mkdirSync(cwd);
  const started = Date.now();
  await set.make(cwd, { images });
  const made = Date.now();
  const commands = commandsOf(name);
  const missing = steps.filter((step) => !commands.some((command) => command.split(' ')[1] === step));
  report(`${name}: the page has every step`, missing.length === 0, missing.join(', '));
  /** @type {Record<string, string>} */
  const said = {};
  for (const command of commands) {
    const done = await runCommand(command, { cwd, main });
    const step = command.split(' ')[1] ?? '';
    said[step] = (said[step] ?? '') + done.output;
    report(`${name}: ${command}`, done.code === 0, done.code === 0 ? '' : `exit code ${done.code}: ${done.output}`);
    if (done.page !== undefined) report(`${name}: the page of explore`, done.page.includes('<html'));
    if (done.code !== 0) return;
  }
  for (const [what, holds, figure] of set.checks({ said: (step) => said[step] ?? '', found: results(cwd), images }))
    report(`${name}: ${what}`, holds, figure);
  const inAll = (Date.now() - started) / 1000;
  console.log(`${name} took ${inAll.toFixed(1)} s, its files ${((made - started) / 1000).toFixed(1)} s of it`);
}

/** The train command of a page once more, for the memory that it takes. @param {string} name */
async function measured(name) {
  const [train = ''] = commandsOf(name).filter((command) => command.startsWith('latentkit train '));
  const args = train
    .split(/\s+/)
    .slice(1)
    .map((word) => (word.startsWith('runs/') ? `${word}-again` : word));
  process.chdir(join(folder, name));
  const began = Date.now();
  const { code, mostMebibytes, output } = await start(main, args).ended;
  process.chdir(root);
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  report(`${name}: trains on ${images} images`, code === 0, `${seconds} s, ${mostMebibytes.toFixed(0)} MiB at most`);
  if (code !== 0) console.log(output);
}

const queue = flags.only === undefined ? Object.keys(sets) : [flags.only];
const worker = async () => {
  for (let name = queue.shift(); name !== undefined; name = queue.shift())
    await check(name).catch((error) => report(`${name}`, false, error instanceof Error ? error.stack : String(error)));
};
try {
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  if (flags.only === 'many-images') await measured('many-images');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
end();
