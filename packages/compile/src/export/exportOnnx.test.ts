import '@tensorflow/tfjs-backend-cpu';
import { fromBinary } from '@bufbuild/protobuf';
import type { NamedVariables } from '@latentkit/core';
import { convolutional, mirror, mlp, transposedConvolutional } from '@latentkit/layers';
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
      largest = Math.max(largest, Math.abs(value - (received[i] as number)));
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

const halve = { kernelSize: 3, stride: 2, padding: 1 };
const images = {
  inputShape: [8, 8, 1],
  convolutions: [
    { filters: 4, ...halve },
    { filters: 6, ...halve },
    { filters: 5, kernelSize: 2 },
  ],
};

// tfjs's own orthogonal initialiser needs chained operations.
const glorot = { recurrentInitializer: 'glorotUniform', unitForgetBias: false } as const;

describe('a file runs in ONNX Runtime at any batch size as tfjs does', () => {
  const networks: Record<string, () => LayersModel> = {
    'a linear encoder': () => mlp({ inputShape: [8, 8, 1], hidden: [16, 8], outputShape: [2], seed: 1 }),
    'a linear decoder': () =>
      mlp({ inputShape: [2], hidden: [8, 16], outputShape: [8, 8, 1], outputActivation: 'sigmoid', seed: 2 }),
    'a convolutional encoder': () => convolutional({ ...images, outputShape: [5], seed: 3 }),
    'a convolutional decoder': () =>
      transposedConvolutional({
        inputShape: [5],
        convolutions: mirror(images),
        outputActivation: 'sigmoid',
        seed: 4,
      }),
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
      latentkit: '1.2.3',
    });
    tf.dispose([weight, unused]);
  });

  it('a convolution is one Conv between two exchanges of axes, activations included', () => {
    const model = convolutional({ ...images, seed: 1 });
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

describe('what has no file', () => {
  const refuse = (map: (x: tf.Tensor) => tf.Tensor, state: NamedVariables = {}) => {
    try {
      exportOnnx(({ x }) => ({ y: map(x as tf.Tensor) }), { inputs: { x: ['batch', 2] }, state });
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };

  it('numbers that depend on the batch name their operation and line', () => {
    expect(refuse((x) => tf.div(x, x.shape[0] as number))).toMatch(
      /^exportOnnx, Div \(.*exportOnnx\.test\.ts:\d+:\d+\)?\): expected numbers in shapes alone to follow from the batch, received other numbers in its operand 2 at another batch size\. Use /,
    );
    expect(refuse((x) => tf.mul(x, tf.expandDims(tf.range(0, x.shape[0] as number), 1)))).toMatch(
      /^exportOnnx, Reshape/,
    );
    expect(refuse((x) => (x.shape[0] === 997 ? tf.sin(x) : tf.cos(x)))).toBe(
      'exportOnnx, Sin: expected numbers in shapes alone to follow from the batch, received Cos in its place at another batch size. Use operations that need no batch size (tf.mean, -1 in a reshape), or give a number in place of batch.',
    );
    expect(refuse((x) => tf.slice(x, [0, 0], [(x.shape[0] as number) - 1, 2]))).toMatch(
      /^exportOnnx, Slice: .* operand 3/,
    );
  });

  it('changed variables, undeclared ones, a name twice, a result without an input', () => {
    const weight = tf.variable(tf.scalar(1), true, 'weight');
    const changing = (x: tf.Tensor) => {
      weight.assign(tf.mean(x));
      return tf.mul(x, weight);
    };
    expect(refuse(changing, { weight })).toBe(
      'exportOnnx: expected a calculation that changes no variable, received an assignment to weight. Export what runs after training: layers with { training: false }.',
    );
    expect(refuse((x) => tf.mul(x, weight))).toContain('a use of weight. Add the variable to the state.');
    expect(refuse((x) => tf.mul(x, weight), { y: weight })).toContain('received y twice. Rename one of them.');
    expect(refuse(() => tf.ones([2]))).toContain('received y from no input');
    weight.dispose();
  });
});
