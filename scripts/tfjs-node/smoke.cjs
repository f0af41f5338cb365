// smoke.cjs PROJECT: the project's @tensorflow/tfjs-node computes what tfjs's JavaScript backend computes.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const tf = createRequire(join(process.argv[2] ?? '.', 'package.json'))('@tensorflow/tfjs-node');

/** Numbers without a pattern, the same in every run. @param {number[]} shape @param {number} phase @param {number} scale */
function wave(shape, phase, scale = 1) {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => scale * Math.sin(phase + 2.4 * i)),
    shape,
  );
}

/** @typedef {(x: any, w: any) => any} Operation */

/** The gradients of Σ tanh(f(x, w))², which sees every element. @param {Operation} f @param {any} x @param {any} w */
function gradients(f, x, w) {
  /** @type {Operation} */
  const energy = (x, w) => tf.sum(tf.square(tf.tanh(f(x, w))));
  return tf.grads(energy)([x, w]);
}

/** @type {Operation} */
const convolve = (x, w) => tf.conv2d(x, w, 2, 'same');
/** @type {Operation} */
const transposed = (x, w) => tf.conv2dTranspose(x, w, [4, 14, 14, 4], 2, 'same');

/** @type {Record<string, () => any[]>} */
const cases = {
  'matMul and its gradients': () => gradients(tf.matMul, wave([16, 784], 1), wave([784, 32], 2, 0.05)),
  'conv2d and its gradients': () => gradients(convolve, wave([4, 14, 14, 3], 1), wave([3, 3, 3, 8], 2, 0.3)),
  'conv2dTranspose and its gradients': () => gradients(transposed, wave([4, 7, 7, 8], 1), wave([3, 3, 4, 8], 2, 0.3)),
  'sigmoid, softplus, relu': () => [tf.sigmoid, tf.softplus, tf.relu].map((f) => f(wave([100], 1, 10))),
  'gather, pad, cumsum': () => {
    const x = wave([6, 5], 1);
    return [
      tf.gather(x, tf.tensor1d([3, 1, 3], 'int32')),
      tf.pad(x, [
        [1, 2],
        [0, 1],
      ]),
      tf.cumsum(x, 1),
    ];
  },
  'round of int32': () => [tf.round(tf.tensor1d([-12345678, 10, 12345678], 'int32'))],
};

/** @param {string} backend @param {() => any[]} work @returns {Promise<number[]>} */
async function on(backend, work) {
  await tf.setBackend(backend);
  return tf.tidy(() => work().flatMap((tensor) => [...tensor.dataSync()]));
}

/** @param {number[]} a @param {number[]} b the largest difference, as a part of the largest number of b */
function difference(a, b) {
  const scale = Math.max(...b.map(Math.abs), 1e-6);
  return a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN)))) / scale : NaN;
}

async function main() {
  if (tf.getBackend() !== 'tensorflow') throw new Error(`expected the backend tensorflow, received ${tf.getBackend()}`);
  let failed = 0;
  for (const [name, work] of Object.entries(cases)) {
    const worst = difference(await on('tensorflow', work), await on('cpu', work));
    const ok = worst <= 2e-4;
    if (!ok) failed++;
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}: differs by ${worst.toExponential(1)}`);
  }
  await tf.setBackend('tensorflow');
  console.log(
    `tfjs-node ${tf.version['tfjs-node']} on TensorFlow ${tf.backend().binding.TF_Version}, ${process.version}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
