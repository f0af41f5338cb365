import '@tensorflow/tfjs-backend-cpu';
import { convolutional, mlp } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { autoencoder, readLayersModel } from '../index.ts';
import type { FilesByPath } from './weightManifest.ts';

beforeAll(() => tf.setBackend('cpu'));

const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The folder that tfjs writes of a network, its weights in this many files. */
async function saved(network: LayersModel, shards = 1): Promise<FilesByPath> {
  let files: Record<string, Uint8Array> = {};
  await network.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData as ArrayBuffer));
      const size = Math.ceil(bytes.length / shards);
      const paths = Array.from({ length: shards }, (_, i) => `group1-shard${i + 1}of${shards}.bin`);
      files = Object.fromEntries(paths.map((path, i) => [path, bytes.slice(i * size, (i + 1) * size)]));
      files['model.json'] = encoded({
        format: 'layers-model',
        generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
        convertedBy: null,
        modelTopology,
        weightsManifest: [{ paths, weights: weightSpecs }],
      });
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return files;
}

const networks: Readonly<Record<string, () => LayersModel>> = {
  'dense layers': () => mlp({ inputShape: [4], hidden: [3], outputShape: [2], seed: 1 }),
  convolutions: () => convolutional({ inputShape: [4, 4, 1], convolutions: [{ filters: 2, kernelSize: 3 }], seed: 1 }),
  'batch normalisation': () =>
    sequential({ layers: [layers.dense({ units: 3, inputShape: [2] }), layers.batchNormalization()] }),
};

const inputOf = ({ inputs: [input] }: LayersModel) =>
  tf.ones([2, ...((input as { readonly shape: readonly (number | null)[] }).shape.slice(1) as number[])]);
const outputOf = (network: LayersModel) => (network.apply(inputOf(network)) as tf.Tensor).dataSync();

describe.each(Object.entries(networks))('what tfjs wrote of %s', (_, make) => {
  it.each([1, 3])('from %i files of weights gives the same numbers', async (shards) => {
    const network = make();
    const read = await readLayersModel(await saved(network, shards));
    expect(outputOf(read)).toEqual(outputOf(network));
    network.dispose();
    read.dispose();
  });
});

/** As tensorflowjs_converter writes a Keras 2 model, in snake case. */
function fromKeras(quantization?: object) {
  const dense = (name: string, units: number, first?: object) => ({
    class_name: 'Dense',
    config: { name, units, activation: 'linear', use_bias: true, trainable: true, dtype: 'float32', ...first },
  });
  const config = { name: 'net', layers: [dense('hidden', 2, { batch_input_shape: [null, 2] }), dense('out', 1)] };
  const numbers = [1, 2, 3, 4, 0, 1, 1, 2, 3];
  const weights = [
    { name: 'hidden/kernel', shape: [2, 2] },
    { name: 'hidden/bias', shape: [2] },
    { name: 'out/kernel', shape: [2, 1] },
    { name: 'out/bias', shape: [1] },
  ].map((spec) => ({ ...spec, dtype: 'float32', ...(quantization && { quantization }) }));
  const values = quantization ? Uint8Array.from(numbers, (x) => 2 * x) : Float32Array.from(numbers);
  return {
    'model.json': encoded({
      format: 'layers-model',
      generatedBy: 'keras v2.15.0',
      convertedBy: 'TensorFlow.js Converter v4.22.0',
      modelTopology: {
        keras_version: '2.15.0',
        backend: 'tensorflow',
        model_config: { class_name: 'Sequential', config },
      },
      weightsManifest: [{ paths: ['w.bin'], weights }],
    }),
    'w.bin': new Uint8Array(values.buffer),
  };
}

it.each([['float32'], ['uint8', { dtype: 'uint8', scale: 0.5, min: 0 }]])(
  'what Keras wrote, converted, weights as %s',
  async (_, quantization?: object) => {
    const network = await readLayersModel(fromKeras(quantization));
    // [1, 1] W₁ + b₁ = [4, 7]; [4, 7] · [1, 2] + 3
    expect([...outputOf(network)]).toEqual([21, 21]);
    network.dispose();
  },
);

it('two networks make an autoencoder', async () => {
  const ends = [
    mlp({ inputShape: [3], hidden: [], outputShape: [2], seed: 1 }),
    mlp({ inputShape: [2], hidden: [], outputShape: [3], seed: 2 }),
  ];
  const [encoder, decoder] = (await Promise.all(ends.map(async (end) => readLayersModel(await saved(end))))) as [
    LayersModel,
    LayersModel,
  ];
  const model = autoencoder({ encoder, decoder });
  expect(model.reconstruct(tf.ones([1, 3])).shape).toEqual([1, 3]);
  model.dispose();
});

describe('a hostile or damaged folder is one error that leaves nothing behind', () => {
  const good = fromKeras();
  const json = JSON.parse(new TextDecoder().decode(good['model.json']));
  const spec = json.weightsManifest[0].weights[0];
  const withSpec = (changed: object) => ({
    ...good,
    'model.json': encoded({ ...json, weightsManifest: [{ paths: ['w.bin'], weights: [{ ...spec, ...changed }] }] }),
  });
  const huge = structuredClone(json);
  huge.modelTopology.model_config.config.layers[0].config.units = 1e9;
  const renamed = structuredClone(json);
  renamed.weightsManifest[0].weights[3].name = 'other/bias';

  it.each([
    ['nothing', {}, 'model.json: expected the bytes of a file, received undefined.'],
    ['no JSON', { 'model.json': Uint8Array.of(1) }, 'model.json: expected JSON, received 1 byte that is not JSON.'],
    [
      'another format',
      { 'model.json': encoded({ format: 'graph-model' }) },
      'expected "format": "layers-model", received "graph-model".',
    ],
    [
      'no topology',
      { 'model.json': encoded({ format: 'layers-model' }) },
      'expected a modelTopology, received undefined.',
    ],
    [
      'a file that is not there',
      { 'model.json': good['model.json'] },
      'expected the file w.bin beside it, received none.',
    ],
    [
      'a file of another size',
      { ...good, 'w.bin': good['w.bin'].slice(4) },
      'expected 36 bytes in w.bin, received 32.',
    ],
    [
      'a shape of its own',
      withSpec({ shape: [-2, 2] }),
      'expected a shape in weightsManifest[0].weights[0], received [-2,2].',
    ],
    ['more bytes than there are', withSpec({ shape: [2 ** 40] }), 'bytes in w.bin, received 36.'],
    [
      'texts',
      withSpec({ dtype: 'string' }),
      'expected float32, int32 or bool in weightsManifest[0].weights[0], received string.',
    ],
    [
      'an odd quantisation',
      withSpec({ quantization: { dtype: 'uint8', scale: 'x', min: 0 } }),
      'expected a quantization of float32',
    ],
    ['layers beyond the weights', { ...good, 'model.json': encoded(huge) }, 'received 1000000000.'],
    [
      'weights of other layers',
      { ...good, 'model.json': encoded(renamed) },
      'expected weights of the layers of modelTopology',
    ],
  ] as [string, FilesByPath, string][])('%s', async (_, files, message) => {
    const before = tf.memory().numTensors;
    const reading = readLayersModel(files);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('cut at any place', async () => {
    for (let length = 0; length < good['model.json'].length; length += 37) {
      const cut = { ...good, 'model.json': good['model.json'].slice(0, length) };
      await expect(readLayersModel(cut)).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    }
  });
});
