import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKerasModel } from '../../index.ts';
import type { Hdf5, Hdf5Group } from './kerasWeights.ts';

// Files that Keras wrote are read by scripts/keras-check.mjs; here a reader of HDF5 gives what such files hold.

beforeAll(() => tf.setBackend('cpu'));

type Arrays = Readonly<Record<string, { readonly value: readonly number[]; readonly shape: readonly number[] }>>;

/** HDF5 whose arrays lie at these paths. */
function hdf5(arrays: Arrays, attrs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): Hdf5 {
  const group = (at: string): Hdf5Group => ({
    attrs: attrs[at] ?? {},
    keys: Object.keys(arrays)
      .filter((path) => path.startsWith(at))
      .map((path) => path.slice(at.length).split('/')[0] as string),
    get(path) {
      const whole = at + path;
      const isGroup = [...Object.keys(arrays), ...Object.keys(attrs)].some((other) => other.startsWith(`${whole}/`));
      return arrays[whole] ?? (isGroup ? group(`${whole}/`) : undefined);
    },
  });
  return {
    File: class {
      attrs = group('').attrs;
      keys = group('').keys;
      get = group('').get;
    } as Hdf5['File'],
  };
}

const kernel = { value: [1, 2, 3, 4, 5, 6], shape: [2, 3] };
const bias = { value: [0.5, 0, -0.5], shape: [3] };
const out = { value: [1, 1, 1], shape: [3, 1] };
const none = { value: [10], shape: [1] };

const inKeras3 = (config: object) => ({
  module: 'keras.initializers',
  class_name: 'GlorotUniform',
  config,
  registered_name: null,
});
const dtype = { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null };
const dense3 = (name: string, units: number, activation: string) => ({
  module: 'keras.layers',
  class_name: 'Dense',
  config: {
    name,
    trainable: true,
    dtype,
    units,
    activation,
    use_bias: true,
    kernel_initializer: inKeras3({ seed: null }),
    quantization_config: null,
  },
  registered_name: null,
  build_config: { input_shape: [null, 2] },
});
const input3 = {
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, 2], dtype: 'float32', sparse: false, ragged: false, name: 'rows' },
  registered_name: null,
};
const sequential3 = {
  module: 'keras',
  class_name: 'Sequential',
  config: {
    name: 'encoder',
    trainable: true,
    dtype,
    layers: [input3, dense3('first', 3, 'relu'), dense3('second', 1, 'linear')],
    build_input_shape: [null, 2],
  },
};
const tensor3 = (layer: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 2], dtype: 'float32', keras_history: [layer, 0, 0] },
});
const functional3 = {
  module: 'keras.src.models.functional',
  class_name: 'Functional',
  config: {
    name: 'encoder',
    trainable: true,
    layers: [
      { ...input3, name: 'rows', inbound_nodes: [] },
      { ...dense3('first', 3, 'relu'), name: 'first', inbound_nodes: [{ args: [tensor3('rows')], kwargs: {} }] },
      { ...dense3('second', 1, 'linear'), name: 'second', inbound_nodes: [{ args: [tensor3('first')], kwargs: {} }] },
    ],
    input_layers: ['rows', 0, 0],
    output_layers: [['second', 0, 0]],
  },
};
const sequential2 = {
  class_name: 'Sequential',
  config: {
    name: 'encoder',
    layers: [
      {
        class_name: 'Dense',
        config: {
          name: 'first',
          batch_input_shape: [null, 2],
          dtype: 'float32',
          units: 3,
          activation: 'relu',
          use_bias: true,
        },
      },
      {
        class_name: 'Dense',
        config: { name: 'second', dtype: 'float32', units: 1, activation: 'linear', use_bias: true },
      },
    ],
  },
};

const encoded = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const archive: Arrays = {
  'layers/dense/vars/0': kernel,
  'layers/dense/vars/1': bias,
  'layers/dense_1/vars/0': out,
  'layers/dense_1/vars/1': none,
};
const unpacked = (config: unknown) => ({ 'config.json': encoded(config), 'model.weights.h5': new Uint8Array(200) });
const named: Arrays = {
  'model_weights/first/encoder/first/kernel': kernel,
  'model_weights/first/encoder/first/bias': bias,
  'model_weights/second/encoder/second/kernel': out,
  'model_weights/second/encoder/second/bias': none,
};
const attributes = (config: unknown) => ({
  '': { model_config: JSON.stringify(config) },
  'model_weights/first/': { weight_names: ['encoder/first/kernel', 'encoder/first/bias'] },
  'model_weights/second/': { weight_names: ['encoder/second/kernel', 'encoder/second/bias'] },
  'model_weights/rows/': { weight_names: [] },
});

/** Σ relu(y W + b) + 10 of y = (1, −1): the products are −3 each, so bias and relu leave nothing; of (1, 1): 5, 7, 9 and the bias. */
const expectNumbers = (network: LayersModel) => {
  const of = (row: number[]) => Array.from((network.predict(tf.tensor2d([row])) as tf.Tensor).dataSync());
  expect(of([1, -1])).toEqual([10]);
  expect(of([1, 1])).toEqual([5.5 + 7 + 8.5 + 10]);
};

describe('what Keras saves gives the numbers of its weights', () => {
  it.each([
    ['a .keras archive, sequential', sequential3],
    ['a .keras archive, functional', functional3],
  ])('%s', async (_, config) => {
    const network = await readKerasModel(unpacked(config), { hdf5: hdf5(archive) });
    expectNumbers(network);
    network.dispose();
  });

  it.each([
    ['Keras 3', sequential3],
    ['Keras 3, functional', functional3],
    ['Keras 2', sequential2],
  ])('an .h5 file of %s', async (_, config) => {
    const network = await readKerasModel(new Uint8Array(200), { hdf5: hdf5(named, attributes(config)) });
    expectNumbers(network);
    network.dispose();
  });
});

describe('refusals, in one line and with nothing left behind', () => {
  const { 'layers/dense_1/vars/1': _, ...cut } = archive;
  it.each([
    [
      'the archive itself',
      Uint8Array.of(0x50, 0x4b, 3, 4),
      hdf5({}),
      /the archive itself\. Unpack it \(`unzip model\.keras/,
    ],
    ['no config', { 'model.weights.h5': new Uint8Array(9) }, hdf5({}), /expected the file config\.json, received none/],
    ['weights alone', new Uint8Array(9), hdf5({}), /expected a model_config in the \.h5 file, received none/],
    [
      'a weight that is not there',
      unpacked(sequential3),
      hdf5(cut),
      /expected weights at layers\/dense_1\/vars\/1, received none/,
    ],
    [
      'a weight of another shape',
      unpacked(sequential3),
      hdf5({ ...archive, 'layers/dense/vars/1': none }),
      /expected weights of the layers of the config, received others/,
    ],
    [
      'a GRU that tfjs has not',
      unpacked({
        ...sequential3,
        config: {
          layers: [
            { ...input3, config: { ...input3.config, batch_shape: [null, 4, 2] } },
            { class_name: 'GRU', config: { name: 'gru', dtype, units: 2, reset_after: true } },
          ],
        },
      }),
      hdf5(archive),
      /received a GRU with reset_after=True, .*Train the network with keras\.layers\.GRU\(…, reset_after=False\)/,
    ],
    [
      'a layer of its own',
      unpacked({ ...sequential3, config: { layers: [input3, { ...dense3('x', 1, 'relu'), class_name: 'Mine' }] } }),
      hdf5(archive),
      /received JSON that tfjs refuses/,
    ],
  ])('%s', async (_, file, reader, wanted) => {
    const { numTensors } = tf.memory();
    const error = await readKerasModel(file, { hdf5: reader }).catch((cause) => cause);
    expect(error).toMatchObject({ code: 'FILE_FORMAT', message: expect.stringMatching(wanted) });
    expect(error.message).not.toContain('\n');
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
