// Sparse coding of patches of MNIST: min over codes of ‖y − zD‖² + 0.3 |z|, D of 100 unit atoms. Prints the mean over patches that were not trained on.
//
//   pnpm build && node benchmarks/reproduce/sparseCoding.mjs codes|dictionary [--seed 0] [--epochs 60] [--threads 1] [--task file]
//
// With --task it writes what another program needs to do the same: codes of our dictionary, or a dictionary of its own. scripts/reproduce.mjs hands that to
// scikit-learn.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { adam, mapTable, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { resolveEngine } from '@latentkit/core/node';
import { mnist } from '@latentkit/datasets/node';
import { inferredEnergy, sparseCodingModel } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '0' },
    epochs: { type: 'string', default: '60' },
    threads: { type: 'string', default: '1' },
    task: { type: 'string' },
  },
});
const [what = ''] = positionals;
const [seed = 0, epochs = 0, threads = 1] = [flags.seed, flags.epochs, flags.threads].map(Number);
if (!['codes', 'dictionary'].includes(what) || ![seed, epochs, threads].every(Number.isSafeInteger)) {
  const received = process.argv.slice(2).join(' ') || 'nothing';
  console.error(`sparseCoding: expected codes or dictionary and flags of whole numbers, received ${received}.`);
  process.exit(2);
}

const [side, atoms, regularization] = [8, 100, 0.3];
const { engine } = await resolveEngine({ threads });
const data = await mnist();
const y = patches(data.train.y, { count: 2000, stream: 0 });
const held = patches(data.test.y, { count: 500, stream: 1 });

const model = sparseCodingModel({ exampleShape: [side * side], atoms, regularization, steps: 30, seed });
const rule = inferredEnergy({ regularization });
const training = {
  model,
  ...rule,
  data: { y },
  optimizer: adam(),
  learningRate: 0.01,
  engine,
  epochs,
  batchSize: 100,
  seed,
};
for await (const event of train(training))
  if (event.kind === 'epoch') console.error(`epoch ${event.epoch}: ${event.total}`);

// More steps than learning takes: what is compared is the minimum.
const judge = sparseCodingModel({ exampleShape: [side * side], atoms, regularization, steps: 300 });
judge.variables.dictionary?.assign(/** @type {tf.Variable} */ (model.variables.dictionary));
const ours = await meanEnergy(held);
if (flags.task !== undefined) {
  // Each atom is what a code of one 1 decodes to.
  const ones = Float32Array.from({ length: atoms ** 2 }, (_, i) => Number(i % (atoms + 1) === 0));
  const state = Object.values(judge.variables);
  const dictionary = await mapTable({ engine, map: judge.decode, state, table: table(ones, [atoms, atoms]) });
  const shared = { train: rowsOf(y), test: rowsOf(held), dictionary: rowsOf(dictionary), regularization };
  writeFileSync(flags.task, JSON.stringify({ what, ...shared, seed, epochs, batchSize: 100 }));
}
console.log(JSON.stringify({ reached: ours }));

/** E at its minimum over codes. @param {import('@latentkit/core').Table} of */
async function meanEnergy(of) {
  const { values } = await mapTable({
    engine,
    map: (rows) => {
      const { reconstruction, regularization: size } = judge.termsAt({ y: rows }, judge.encode(rows));
      return tf.add(reconstruction, tf.mul(size, regularization));
    },
    state: Object.values(judge.variables),
    table: of,
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Squares of images at random places, without their means; of the same seed for every dictionary. @param {import('@latentkit/core').Table} images @param {{ count: number, stream: number }} which */
function patches({ values, shape: [rows = 0, height = 0, width = 0] }, { count, stream }) {
  const places = fillUniform(new Float32Array(3 * count), { seed: 0, stream, step: 0 });
  const found = Float32Array.from({ length: count * side ** 2 }, (_, i) => {
    const at = 3 * Math.floor(i / side ** 2);
    const [row = 0, top = 0, left = 0] = [rows, height - side + 1, width - side + 1].map((n, j) =>
      Math.floor((places[at + j] ?? 0) * n),
    );
    const [down, right] = [Math.floor((i % side ** 2) / side), i % side];
    return (values[(row * height + top + down) * width + left + right] ?? 0) / 255;
  });
  for (let patch = 0; patch < count; patch++) {
    const pixels = found.subarray(patch * side ** 2, (patch + 1) * side ** 2);
    const mean = pixels.reduce((sum, value) => sum + value, 0) / side ** 2;
    pixels.forEach((value, i) => {
      pixels[i] = value - mean;
    });
  }
  return table(found, [count, side ** 2]);
}

/** @param {{ values: ArrayLike<number>, shape: readonly number[] }} table @returns {number[][]} */
function rowsOf({ values, shape: [rows = 0, size = 0] }) {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: size }, (_, j) => values[i * size + j] ?? 0));
}
