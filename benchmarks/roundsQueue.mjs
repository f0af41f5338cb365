// The model of `roundsModel.mjs` beside the real queue, with stragglers and lost workers: two to four worker processes on a Redis do rounds whose parts wait as long as they would
// train, and some kill their worker. The model is told the same waits and losses, and how long a worker takes to start. Nothing is computed, so that a machine that others use too can tell.
//
//   redis-server & pnpm build && LATENTKIT_QUEUE=redis://localhost:6379 node --import tsx benchmarks/roundsQueue.mjs benchmarks/results/roundsQueue.json [--rounds 12] [--seconds 3]
//
// The server is to have no other workers.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connect, openCoordinator, queueAddress } from '@latentkit/cluster';
import { drawnPart, longest, uniforms } from './rounds/secondsARound.mjs';
import { machine } from './src/report/machine.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '12' }, seconds: { type: 'string', default: '3' } },
});
const file = fileURLToPath(new URL('./rounds/waiting.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'latentkit-rounds-queue-'));
const url = process.env.LATENTKIT_QUEUE;
if (!url) throw new Error('LATENTKIT_QUEUE: expected the address of a Redis or PostgreSQL, received nothing');
const connection = await connect(queueAddress(url));
let ending = false;
/** @type {Set<import('node:child_process').ChildProcess>} */
const workers = new Set();

/** Seconds until a worker that was started is at work. @type {number[]} */
let starts = [];

/** A worker that is replaced when it is lost. @returns {Promise<void>} once it is at work */
function worker() {
  const begun = performance.now();
  const child = spawn(process.execPath, [file], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  workers.add(child);
  child.on('exit', () => {
    workers.delete(child);
    if (!ending) void worker();
  });
  return new Promise((ready) =>
    child.stdout.once('data', () => {
      starts.push((performance.now() - begun) / 1000);
      ready();
    }),
  );
}

/** Seconds that real workers take, one round after the other, after one without waits in which their processes start. @param {number} count @param {import('./rounds/secondsARound.mjs').Part[][]} rounds */
async function measured(count, rounds) {
  while (workers.size < count) await worker();
  const at = join(folder, `k${count}`);
  mkdirSync(at);
  const coordinator = await openCoordinator({ connection, folder: at, root: folder, target: (job) => join(at, job) });
  const seconds = [];
  const start = Array.from({ length: count }, () => ({ work: 0, lost: [] }));
  for (const [r, parts] of [start, ...rounds].entries()) {
    const begun = performance.now();
    for (const [k, work] of parts.entries()) await coordinator.submit({ job: `part-${r}-${k}`, kind: 'wait', work });
    while (coordinator.waiting.size > 0) await coordinator.next({ withinMs: 1000 });
    seconds.push((performance.now() - begun) / 1000);
  }
  await coordinator.close();
  return seconds.slice(1);
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

try {
  const rows = [];
  for (const count of [2, 3, 4]) {
    const uniform = uniforms(count);
    // A loss in every eighth part or so, far more than machines have.
    const of = { step: Number(flags.seconds), localSteps: 1, failuresPerHour: 150, spread: 0.3 };
    const rounds = Array.from({ length: Number(flags.rounds) }, () =>
      Array.from({ length: count }, () => drawnPart(uniform, of)),
    );
    starts = [];
    const seconds = await measured(count, rounds);
    const replaced = mean(starts);
    const foretold = rounds.map((parts) => longest(parts, count, replaced));
    const beside = rounds.flatMap((parts, i) =>
      parts.every(({ lost }) => lost.length === 0) ? [Number(seconds[i]) - Number(foretold[i])] : [],
    );
    const fixed = mean(beside);
    const losses = rounds.flat().reduce((sum, { lost }) => sum + lost.length, 0);
    const row = {
      workers: count,
      losses,
      replaced,
      fixed,
      measured: mean(seconds),
      foretold: mean(foretold) + fixed,
      seconds,
      each: foretold,
    };
    rows.push(row);
    console.log(
      `K = ${count}, ${losses} lost workers: ${row.measured.toFixed(2)} s a round (the model: ${row.foretold.toFixed(2)}); without a loss a round takes ${fixed.toFixed(2)} s beside its parts; a lost worker is replaced after ${replaced.toFixed(2)} s`,
    );
    const result = { date: new Date().toISOString().slice(0, 10), machine: machine(), ...flags, rows };
    if (positionals[0]) writeFileSync(positionals[0], `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  ending = true;
  for (const child of workers) child.kill('SIGKILL');
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
}
