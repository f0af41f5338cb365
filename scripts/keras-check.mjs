// Files that Keras 3 writes, read with jsfive: what a network computes there and here. Needs the packages built and python3 with pip; what it installs is
// kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
//
//   node scripts/keras-check.mjs
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as hdf5 from 'jsfive';
import { withPython } from './check/python.mjs';
import { root } from './check/tool.mjs';

// As the package that is checked sees them.
const ofModels = createRequire(join(root, 'packages', 'models', 'package.json'));
const tf = ofModels('@tensorflow/tfjs-core');
ofModels('@tensorflow/tfjs-backend-cpu');
/** @type {typeof import('../packages/models/src/index.ts')} */
const { readKerasModel } = ofModels('@latentkit/models');

/** Largest difference of an output, as a part of the largest one: sums in another order differ by a few ulps of it. */
const close = 1e-5;

await withPython('keras-jax', ['keras', 'h5py', 'jax'], async ({ folder, python }) => {
  const { code, output } = await python([join(root, 'scripts', 'keras', 'write.py'), folder]);
  if (code !== 0) throw new Error(output);
  /** @type {Record<string, { shape: number[], x: number[], y: number[] }>} */
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  let [passed, failed] = [0, 0];
  for (const [name, { shape, x, y }] of Object.entries(expected)) {
    const unpacked = Object.fromEntries(
      ['config.json', 'model.weights.h5'].map((file) => [file, new Uint8Array(readFileSync(join(folder, name, file)))]),
    );
    const files = { '.keras': unpacked, '.h5': new Uint8Array(readFileSync(join(folder, `${name}.h5`))) };
    for (const [kind, file] of Object.entries(files)) {
      const said = await differenceOf(file, { shape, x, y }).then(
        (difference) => (difference < close ? '' : `outputs differ by ${difference}`),
        (error) => String(error.message ?? error),
      );
      said === '' ? passed++ : failed++;
      console.log(`${said === '' ? 'ok' : 'FAILED'} ${name}${kind}${said && `: ${said}`}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/** @param {import('../packages/models/src/index.ts').KerasFile} file @param {{ shape: number[], x: number[], y: number[] }} expected */
async function differenceOf(file, { shape, x, y }) {
  const network = await readKerasModel(file, { hdf5 });
  const found = [network.predict(tf.tensor(x, shape))].flat()[0]?.dataSync() ?? [];
  network.dispose();
  if (found.length !== y.length) return Number.POSITIVE_INFINITY;
  const difference = Math.max(...y.map((value, i) => Math.abs(value - /** @type {number} */ (found[i]))));
  return difference / Math.max(...y.map(Math.abs));
}
