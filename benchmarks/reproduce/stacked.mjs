// A stack of autoencoders, each trained on the codes of the one below, and then fine-tuned to tell digits: the error on MNIST's test set, in
// percent. After Vincent and others 2010 (denoising) and Rifai and others 2011 (contractive).
//
//   pnpm build && node benchmarks/reproduce/stacked.mjs denoising|contractive [--seed 0] [--hidden 1000,1000,1000] [--examples 60000]
//     [--epochs 50] [--fine-tuning 50] [--threads 1]
import { parseArgs } from 'node:util';
import { mapTable, table, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { masking, mlp } from '@latentkit/layers';
import { categoricalCrossEntropy, binaryCrossEntropy as cost } from '@latentkit/losses';
import { contractive, denoising, denseAutoencoder, variablesOf } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

/** @typedef {import('@latentkit/datasets').Split} Split */

const objectives = {
  denoising: () => denoising({ cost, corruption: masking({ probability: 0.25 }) }),
  contractive: () => contractive({ cost, contraction: 0.1 }),
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '0' },
    hidden: { type: 'string', default: '1000,1000,1000' },
    examples: { type: 'string', default: '60000' },
    epochs: { type: 'string', default: '50' },
    'fine-tuning': { type: 'string', default: '50' },
    threads: { type: 'string', default: '1' },
  },
});
const [name = ''] = positionals;
const numbers = [flags.seed, flags.examples, flags.epochs, flags['fine-tuning'], flags.threads].map(Number);
const hidden = flags.hidden.split(',').map(Number);
if (!Object.hasOwn(objectives, name) || ![...numbers, ...hidden].every((value) => Number.isSafeInteger(value))) {
  const received = process.argv.slice(2).join(' ') || 'nothing';
  console.error(`stacked: expected denoising or contractive and flags of whole numbers, received ${received}.`);
  process.exit(2);
}
const [seed = 0, examples = 0, epochs = 0, fineTuning = 0, threads = 1] = numbers;
const objectiveOf = objectives[/** @type {keyof typeof objectives} */ (name)];

const { engine } = await resolveEngine({ threads });
const data = await mnist();
const training = take(data.train, examples, { seed });
const of = { engine, batchSize: 100, seed };

/** Each encoder learns from the codes of those below it. */
async function pretrained() {
  const encoders = [];
  let y = training.y;
  for (const [i, latentSize] of hidden.entries()) {
    const imageShape = y.shape.slice(1);
    const model = denseAutoencoder({ imageShape, hidden: [], latentSize, latentActivation: 'sigmoid', seed: seed + i });
    for await (const event of train({ ...of, model, objective: objectiveOf(), data: { y }, epochs })) report(event, i);
    const state = Object.values(model.variables);
    const codes = await mapTable({ engine, map: (rows) => model.encode(rows), state, table: y });
    y = table(codes.values, codes.shape);
    encoders.push(model.encoder);
  }
  return encoders;
}

const encoders = await pretrained();
const head = mlp({ inputShape: [hidden.at(-1) ?? 0], outputShape: [10], seed: seed + hidden.length });
const networks = [...encoders, head];
const classifier = {
  variables: variablesOf(Object.fromEntries(networks.map((network, i) => [`layer${i}`, network]))),
  /** @param {tf.Tensor} y @returns {tf.Tensor} logits of the digits */
  logits: (y) => networks.reduce((x, network) => /** @type {tf.Tensor} */ (network.apply(x)), y),
  dispose() {
    for (const network of networks) network.dispose();
  },
};
/** @type {import('@latentkit/core').Objective<typeof classifier, 'crossEntropy'>} */
const toTellDigits = {
  weights: { crossEntropy: 1 },
  terms: ({ logits }, { y, label }) => ({
    crossEntropy: categoricalCrossEntropy(tf.cast(tf.oneHot(tf.cast(label, 'int32'), 10), 'float32'), logits(y)),
  }),
};
const labelled = { y: training.y, label: training.label };
for await (const event of train({
  ...of,
  model: classifier,
  objective: toTellDigits,
  data: labelled,
  epochs: fineTuning,
}))
  report(event, hidden.length);

const { values } = await mapTable({
  engine,
  map: classifier.logits,
  state: Object.values(classifier.variables),
  table: data.test.y,
});
const wrong = data.test.label.values.filter(
  (digit, row) => digit !== largest(values.subarray(10 * row, 10 * row + 10)),
);
console.log(JSON.stringify({ reached: (100 * wrong.length) / data.test.label.values.length }));

/** @param {ArrayLike<number>} logits */
function largest(logits) {
  const all = Array.from(logits);
  return all.indexOf(Math.max(...all));
}

/** @param {{ kind: string, epoch?: number, total?: number }} event @param {number} layer */
function report({ kind, epoch, total }, layer) {
  if (kind === 'epoch') console.error(`layer ${layer + 1}, epoch ${epoch}: ${total?.toPrecision(5)}`);
}
