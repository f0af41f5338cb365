import '@tensorflow/tfjs-backend-cpu';
import { fromBinary } from '@bufbuild/protobuf';
import type { NamedVariables } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelProtoSchema } from '../onnx/generated/onnx_pb.ts';
import { numbers } from '../testing/agreement.ts';
import { exportOnnx } from './exportOnnx.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const stateOf = (model: LayersModel): NamedVariables =>
  Object.fromEntries(model.weights.map((weight) => [weight.originalName, weight.read() as tf.Variable]));

/** One input `x`, one output `y`: the file at several batch sizes against eager tfjs, as a largest difference. */
async function largestDifference(
  map: (x: tf.Tensor) => tf.Tensor,
  { shape, state, batches = [1, 7, 1000] }: { shape: readonly number[]; state: NamedVariables; batches?: number[] },
): Promise<number> {
  const onnx = exportOnnx(({ x }) => ({ y: map(x as tf.Tensor) }), { inputs: { x: ['batch', ...shape] }, state });
  const session = await InferenceSession.create(onnx);
  let largest = 0;
  for (const batch of batches) {
    const x = numbers([batch, ...shape], { low: -1, high: 1 });
    const { y } = await session.run({ x: new Tensor('float32', x.dataSync() as Float32Array, x.shape) });
    const eager = tf.tidy(() => map(x));
    expect(y?.dims).toEqual(eager.shape);
    const [received, wanted] = [y?.data as Float32Array, eager.dataSync()];
    wanted.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value - (received[i] as number)) / Math.max(1, Math.abs(value)));
    });
    tf.dispose([x, eager]);
  }
  await session.release();
  return largest;
}

/** Every variable away from its first value, so that nothing is 0 or 1. */
function disturb(model: LayersModel): LayersModel {
  model.setWeights(
    model.getWeights().map((weight, i) => tf.add(weight, numbers(weight.shape, { seed: i, low: 0.1, high: 0.4 }))),
  );
  return model;
}

const halve = { kernelSize: 3, strides: 2, padding: 'valid', activation: 'relu' } as const;
const around: [[number, number], [number, number]] = [
  [1, 1],
  [1, 1],
];
const before: [[number, number], [number, number]] = [
  [1, 0],
  [1, 0],
];

/** Padding as PyTorch has it: 8 → 4 → 2 → 1 pixels, 1 → 4 → 6 → 5 channels. */
const convolutionalEncoder = () =>
  sequential({
    layers: [
      layers.zeroPadding2d({ inputShape: [8, 8, 1], padding: around }),
      layers.conv2d({ filters: 4, ...halve }),
      layers.zeroPadding2d({ padding: around }),
      layers.conv2d({ filters: 6, ...halve }),
      layers.conv2d({ filters: 5, kernelSize: 2 }),
      layers.flatten(),
    ],
  });

const convolutionalDecoder = () =>
  sequential({
    layers: [
      layers.reshape({ inputShape: [5], targetShape: [1, 1, 5] }),
      layers.conv2dTranspose({ filters: 6, kernelSize: 2, activation: 'relu' }),
      layers.conv2dTranspose({ filters: 4, ...halve }),
      layers.cropping2D({ cropping: before }),
      layers.conv2dTranspose({ filters: 1, ...halve, activation: 'sigmoid' }),
      layers.cropping2D({ cropping: before }),
    ],
  });

// tfjs's own orthogonal initialiser needs chained operations.
const glorot = { recurrentInitializer: 'glorotUniform', unitForgetBias: false } as const;

describe('a file runs in ONNX Runtime at any batch size as tfjs does', () => {
  const networks: Record<string, () => LayersModel> = {
    'a linear encoder': () =>
      sequential({
        layers: [
          layers.flatten({ inputShape: [8, 8, 1] }),
          layers.dense({ units: 16, activation: 'relu' }),
          layers.dense({ units: 2 }),
        ],
      }),
    'a linear decoder': () =>
      sequential({
        layers: [
          layers.dense({ units: 16, activation: 'relu', inputShape: [2] }),
          layers.dense({ units: 64, activation: 'sigmoid' }),
          layers.reshape({ targetShape: [8, 8, 1] }),
        ],
      }),
    'a convolutional encoder': () => disturb(convolutionalEncoder()),
    'a convolutional decoder': () => disturb(convolutionalDecoder()),
    'dense layers with batch normalisation': () =>
      disturb(
        sequential({
          layers: [
            layers.dense({ units: 12, inputShape: [10], activation: 'elu' }),
            layers.batchNormalization(),
            layers.dropout({ rate: 0.5 }),
            layers.dense({ units: 3, activation: 'softmax' }),
          ],
        }),
      ),
    'images pooled, normalised and enlarged': () =>
      disturb(
        sequential({
          layers: [
            layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', inputShape: [6, 6, 2], activation: 'relu' }),
            layers.batchNormalization(),
            layers.maxPooling2d({ poolSize: 2 }),
            layers.upSampling2d({ size: [2, 2] }),
            layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' }),
            layers.globalAveragePooling2d({}),
          ],
        }),
      ),
    'a recurrent network': () =>
      sequential({
        layers: [
          layers.gru({ units: 4, inputShape: [3, 2], ...glorot }),
          layers.reshape({ targetShape: [2, 2] }),
          layers.lstm({ units: 3, ...glorot }),
        ],
      }),
  };
  for (const [name, make] of Object.entries(networks)) {
    it(name, async () => {
      const model = make();
      const shape = model.inputs[0]?.shape.slice(1) as number[];
      const map = (x: tf.Tensor) => model.apply(x) as tf.Tensor;
      expect(await largestDifference(map, { shape, state: stateOf(model) })).toBeLessThan(1e-5);
      model.dispose();
    });
  }

  const calculations: Record<string, (x: tf.Tensor) => tf.Tensor> = {
    'arrays as long as the batch': (x) => tf.concat([x, tf.ones([x.shape[0] as number, 2])], 1),
    'a row for each example': (x) => tf.add(tf.tile(tf.tensor2d([[1, 2, 3, 4]]), [x.shape[0] as number, 1]), x),
    'twice the batch': (x) => tf.reshape(x, [2 * (x.shape[0] as number), 2]),
    'the batch in two axes': (x) => tf.reshape(tf.matMul(x, x, false, true), [x.shape[0] as number, -1]),
    'a part of each example': (x) => tf.slice(x, [0, 1], [x.shape[0] as number, 2]),
    'sums over the batch': (x) => tf.sub(tf.sum(x, 0), tf.mean(x, 0)),
    'the same numbers whatever the batch': (x) => tf.transpose(tf.reshape(x, [-1, 2, 2]), [0, 2, 1]),
  };
  for (const [name, map] of Object.entries(calculations)) {
    it(name, async () => {
      expect(await largestDifference(map, { shape: [4], state: {}, batches: [1, 3, 20] })).toBeLessThan(1e-5);
    });
  }
});

describe('what a file says', () => {
  it('names, shapes, words, versions and the variables themselves', () => {
    const weight = tf.variable(tf.tensor2d([[1], [2]]), true);
    const unused = tf.variable(tf.scalar(3), true);
    const onnx = exportOnnx(({ y }) => ({ code: tf.matMul(y as tf.Tensor2D, weight as tf.Tensor2D) }), {
      inputs: { y: ['batch', 2] },
      state: { 'encoder/0/kernel': weight, 'decoder/0/bias': unused },
      name: 'encoder',
      description: 'what it does',
      about: { y: 'pixels in [0, 1]' },
      metadata: { latentkit: '1.2.3' },
    });
    const { graph, docString, metadataProps } = fromBinary(ModelProtoSchema, onnx);
    expect([graph?.name, docString]).toEqual(['encoder', 'what it does']);
    expect(graph?.input.map(({ name, docString }) => [name, docString])).toEqual([['y', 'pixels in [0, 1]']]);
    const dims = [graph?.input[0], graph?.output[0]].map((info) => {
      const type = info?.type?.value;
      return type?.case === 'tensorType' ? type.value.shape?.dim.map(({ value }) => value.value) : [];
    });
    expect(dims).toEqual([
      ['batch', 2n],
      ['batch', 1n],
    ]);
    expect(graph?.initializer.map(({ name, dims }) => [name, dims])).toEqual([['encoder/0/kernel', [2n, 1n]]]);
    expect(new Float32Array(graph?.initializer[0]?.rawData.slice().buffer as ArrayBuffer)).toEqual(
      Float32Array.of(1, 2),
    );
    expect(Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]))).toEqual({
      'tfjs-core': tf.version_core,
      onnxruntime: '>=1.18',
      latentkit: '1.2.3',
    });
    tf.dispose([weight, unused]);
  });

  it('a convolution is one Conv between two exchanges of axes, activations included', () => {
    const model = convolutionalEncoder();
    const { graph } = fromBinary(
      ModelProtoSchema,
      exportOnnx(({ x }) => ({ y: model.apply(x as tf.Tensor) as tf.Tensor }), {
        inputs: { x: ['batch', 8, 8, 1] },
        state: stateOf(model),
      }),
    );
    const ops = graph?.node.map(({ opType }) => opType).filter((op) => !['Transpose', 'Reshape'].includes(op));
    expect(ops).toEqual(['Conv', 'Relu', 'Conv', 'Relu', 'Conv']);
    // One for each filter, and none for the images: they have one channel at first and one pixel at last.
    expect(graph?.node.filter(({ opType }) => opType === 'Transpose')).toHaveLength(3);
    model.dispose();
  });
});
