// Sweeps that cannot be lost, on the queue in memory, on PostgreSQL and on Redis: workers, coordinator and the way to the server are taken away at random
// moments; each job must count once, and the end must be that of the unbroken sweep, bit for bit. Python's Optuna then reads the journal. Rows in parts, with the
// same kills, are the bytes of one process.
//
//   node scripts/cluster-check.mjs [--full] [--on memory,Redis,PostgreSQL] [--seed 1] [--main apps/cli/dist/main.js]
//
// --full: 200 trials, 50 kills of workers and 20 of the coordinator; 128 parts and 30 kills. Needs the packages built, redis-server and PostgreSQL; what is
// missing is skipped with a line.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { numbers } from './check/numbers.mjs';
import { root } from './check/tool.mjs';
import { totals as counting } from './check/totals.mjs';
import { starter } from './cluster/command.mjs';
import { optunaReads } from './cluster/optuna.mjs';
import { partsKilled } from './cluster/parts.mjs';
import { postgres, redis } from './cluster/servers.mjs';
import { killedInMemory, killedOnServer, requeued, unbroken } from './cluster/sweeps.mjs';

const { values: flags } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    on: { type: 'string', default: 'memory,Redis,PostgreSQL' },
    seed: { type: 'string', default: '1' },
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
  },
});
const size = flags.full
  ? { trials: 200, workerKills: 50, coordinatorKills: 20, apart: 6, shards: 128, partKills: 30 }
  : { trials: 14, workerKills: 4, coordinatorKills: 2, apart: 0, shards: 16, partKills: 3 };
const on = flags.on.split(',');
const folder = mkdtempSync(join(tmpdir(), 'latentkit-cluster-check-'));
// A server of another user lives in it.
chmodSync(folder, 0o755);
const totals = counting();
const random = numbers(Number(flags.seed));

/** @param {string} name @param {object} value */
const sweepFile = (name, value) => {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return name;
};
const fixed = { model: { value: 'vae' }, data: { value: 'spiral' }, hidden: { value: [16] }, latentSize: { value: 1 } };
const file = sweepFile('sweep.yaml', {
  method: 'bayes',
  run_cap: size.trials,
  parallel: 3,
  early_terminate: { type: 'asha', min_iter: 1, eta: 3 },
  parameters: {
    ...fixed,
    examples: { value: 1024 },
    epochs: { value: 9 },
    batchSize: { values: [16, 32] },
    learningRate: { distribution: 'log_uniform_values', min: 1e-4, max: 0.03 },
    beta: { min: 0.1, max: 2.5 },
  },
});
const long = sweepFile('long.yaml', {
  method: 'random',
  run_cap: 1,
  parallel: 1,
  parameters: { ...fixed, epochs: { value: 100_000 }, beta: { min: 0.1, max: 2.5 } },
});

/** @type {import('./cluster/servers.mjs').Server[]} */
const servers = [];
try {
  const bench = { start: starter(resolve(flags.main), folder), folder, file, random, totals };
  const expected = await unbroken(bench, { workers: 2 });
  if (!flags.full)
    totals.report('one worker and two end alike, bit for bit', (await unbroken(bench, { workers: 1 })) === expected);
  if (on.includes('memory')) await killedInMemory(bench, { kills: size.coordinatorKills, expected });
  for (const [name, begin] of /** @type {const} */ ([
    ['Redis', redis],
    ['PostgreSQL', postgres],
  ])) {
    if (!on.includes(name)) continue;
    const server = await begin(folder);
    if (server) servers.push(server);
    else totals.skip(`${name} is not there`);
  }
  const { workerKills, coordinatorKills, apart, shards, partKills } = size;
  await Promise.all(
    servers.map(async (server) => {
      const all = await killedOnServer(bench, { server, workers: 3, workerKills, coordinatorKills, apart, expected });
      // A small sweep may be over before.
      if (flags.full) totals.report(`${server.name}: all kills were made`, all);
      await requeued(bench, { server, file: long });
    }),
  );
  const [first] = servers;
  if (first) await partsKilled(bench, { server: first, workers: 3, shards, kills: partKills });
  await optunaReads(join(folder, 'unbroken-2'), totals);
} catch (error) {
  totals.report('cluster-check', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
totals.end();
