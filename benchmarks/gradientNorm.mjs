// What it costs to tell the norm of the gradients of each step: the same training with and without it, in turns of fifty steps in one process, compiled.
//
//   pnpm build && node benchmarks/gradientNorm.mjs [benchmarks/results/gradient-norm.json] [turns, 40 by default]
import '@tensorflow/tfjs-backend-cpu';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { compiled } from '@latentkit/compile/node';
import { adam, table, train } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import * as models from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

const [, , path, count = '40'] = process.argv;
const stepsATurn = 50;
tf.enableProdMode();
await tf.setBackend('cpu');
const engine = compiled();
const rows = 20_000;
const bytes = Uint8Array.from({ length: rows * 784 }, (_, i) => (i * 2_654_435_761) >>> 24);
const data = { y: table(bytes, [rows, 28, 28, 1], 1 / 255) };

/** The models of the benchmark's jobs A, B and C. */
const jobs = {
  'A, autoencoder 784-128-64-12-2': () => ({
    model: models.denseAutoencoder({ seed: 1 }),
    objective: models.reconstruction({ cost: squaredError }),
  }),
  'B, convolutional autoencoder': () => ({
    model: models.convolutionalAutoencoder({ seed: 1 }),
    objective: models.reconstruction({ cost: squaredError }),
  }),
  'C, variational autoencoder 784-400-20': () => ({
    model: models.denseVariationalAutoencoder({ hidden: [400], latentSize: 20, seed: 1 }),
    objective: models.negativeElbo(),
  }),
};

/** @param {() => any} job @param {number} [gradientNormEvery] */
const training = (job, gradientNormEvery) =>
  train({ ...job(), data, optimizer: adam(), engine, epochs: 10_000, ...(gradientNormEvery && { gradientNormEvery }) });

/** @param {AsyncGenerator<{ kind: string }>} events @returns {Promise<number>} milliseconds per step */
async function turn(events) {
  const started = performance.now();
  for (let steps = 0; steps < stepsATurn; ) if ((await events.next()).value?.kind === 'step') steps++;
  return (performance.now() - started) / stepsATurn;
}

/**
 * What the second graph costs once: the second step, which tells the norm, less the fourth, which does too.
 *
 * @param {AsyncGenerator<{ kind: string }>} events
 */
async function untilTold(events) {
  const times = [];
  for (let step = 1; step <= 4; step++) {
    const started = performance.now();
    await events.next();
    times.push(performance.now() - started);
  }
  await events.return(undefined);
  return /** @type {number} */ (times[1]) - /** @type {number} */ (times[3]);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const results = [];
for (const [job, make] of Object.entries(jobs)) {
  const [without, told] = [training(make), training(make, 1)];
  /** @type {{ without: number, told: number }[]} */
  const turns = [];
  for (const events of [without, told]) await turn(events);
  for (let i = 0; i < Number(count); i++) {
    // Who begins changes from turn to turn.
    const first = i % 2 ? await turn(told) : await turn(without);
    const second = i % 2 ? await turn(without) : await turn(told);
    turns.push(i % 2 ? { without: second, told: first } : { without: first, told: second });
  }
  await Promise.all([without, told].map((events) => events.return(undefined)));
  const secondGraphMs = await untilTold(training(make, 2));
  const row = {
    job,
    secondGraphMs,
    msWithout: median(turns.map(({ without }) => without)),
    msWithNorm: median(turns.map(({ told }) => told)),
    ratio: median(turns.map(({ without, told }) => told / without)),
  };
  console.log(
    `${job}: ${row.msWithout.toFixed(3)} ms a step, ${row.msWithNorm.toFixed(3)} with the norm, × ${row.ratio.toFixed(3)}; the graph for it ${secondGraphMs.toFixed(0)} ms`,
  );
  results.push(row);
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadAverage: loadavg()[0] };
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine,
  engine: engine.name,
  stepsATurn,
  turns: Number(count),
  rows: results,
};
if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
