import * as tf from '@tensorflow/tfjs-core';
import { input, type layers as Layers, layers, model } from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { useBackend } from '../../testing/backends.ts';
import { deviation } from '../../testing/float64.ts';

type Layer = Parameters<typeof Layers.timeDistributed>[0]['layer'];

const values = (size: number, phase: number) => Array.from({ length: size }, (_, i) => Math.sin(1.7 * i * i + phase));
const image = [6, 6, 2];
const sequence = [4, 3];
/** tfjs's default, orthogonal, needs chained ops. */
const cell = { units: 2, recurrentInitializer: 'glorotUniform' as const };
const activations = [
  'relu',
  'relu6',
  'elu',
  'selu',
  'sigmoid',
  'hardSigmoid',
  'softplus',
  'softsign',
  'tanh',
  'softmax',
  'swish',
  'mish',
  'gelu',
  'gelu_new',
] as const;

const made: readonly [name: string, shape: number[], layer: () => Layer][] = [
  ['dense', [5], () => layers.dense({ units: 3, activation: 'tanh' })],
  [
    'conv2d',
    image,
    () => layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
  ],
  ['conv2dTranspose', image, () => layers.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' })],
  ['depthwiseConv2d', image, () => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })],
  ['separableConv2d', image, () => layers.separableConv2d({ filters: 3, kernelSize: 3, padding: 'same' })],
  ['maxPooling2d', image, () => layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })],
  ['averagePooling2d', image, () => layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' })],
  ['globalAveragePooling2d', image, () => layers.globalAveragePooling2d({})],
  ['globalMaxPooling2d', image, () => layers.globalMaxPooling2d({})],
  ['upSampling2d', image, () => layers.upSampling2d({ size: [2, 2] })],
  ['upSampling2d, bilinear', image, () => layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })],
  [
    'zeroPadding2d',
    image,
    () =>
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 1],
        ],
      }),
  ],
  [
    'cropping2d',
    image,
    () =>
      layers.cropping2D({
        cropping: [
          [1, 0],
          [2, 1],
        ],
      }),
  ],
  ['batchNormalization', image, () => layers.batchNormalization({})],
  ['layerNormalization', image, () => layers.layerNormalization({})],
  ['prelu', image, () => layers.prelu({})],
  ['leakyReLU', image, () => layers.leakyReLU({ alpha: 0.1 })],
  ['thresholdedReLU', image, () => layers.thresholdedReLU({ theta: 0.3 })],
  ['flatten', image, () => layers.flatten()],
  ['reshape', image, () => layers.reshape({ targetShape: [12, 6] })],
  ['permute', image, () => layers.permute({ dims: [3, 1, 2] })],
  ['simpleRNN', sequence, () => layers.simpleRNN({ ...cell, returnSequences: true })],
  ['gru', sequence, () => layers.gru({ ...cell, recurrentActivation: 'sigmoid' })],
  ['lstm', sequence, () => layers.lstm({ ...cell, recurrentActivation: 'hardSigmoid' })],
  ...activations.map((activation): [string, number[], () => Layer] => [
    `activation ${activation}`,
    [7],
    () => layers.activation({ activation }),
  ]),
];

/** Gradients of Σ c·layer(x)² by the input and by every weight, on one backend and from the same numbers. */
async function gradientsOn(backend: string, shape: number[], make: () => Layer): Promise<Float32Array[]> {
  await useBackend(backend);
  const at = input({ shape });
  const net = model({ inputs: at, outputs: make().apply(at) as typeof at });
  net.setWeights(net.getWeights().map((weight, i) => tf.tensor(values(weight.size, i), weight.shape)));
  const batch = 3;
  const x = tf.tensor(values(batch * tf.util.sizeFromShape(shape), 0.4), [batch, ...shape]);
  const loss = (x: tf.Tensor) => {
    const y = net.apply(x, { training: true }) as tf.Tensor;
    return tf.sum(tf.mul(tf.square(y), tf.tensor(values(y.size, 0.9), y.shape))) as tf.Scalar;
  };
  const byInput = tf.grad(loss)(x);
  const weights = net.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const byWeight = weights.length === 0 ? {} : tf.variableGrads(() => loss(x), weights).grads;
  const numbers = [byInput, ...weights.map((weight) => byWeight[weight.name] as tf.Tensor)].map((gradient) =>
    gradient.dataSync<'float32'>(),
  );
  net.dispose();
  return numbers;
}

it.each(made)('wasm and cpu give %s the same gradients', async (_, shape, make) => {
  const cpu = await gradientsOn('cpu', shape, make);
  const wasm = await gradientsOn('wasm', shape, make);
  expect(wasm.length).toBe(cpu.length);
  wasm.forEach((gradient, i) => {
    expect(deviation(gradient, cpu[i] as Float32Array)).toBeLessThan(1e-5);
  });
});

it('wasm and cpu give an embedding the same gradients', async () => {
  const gradients = [];
  for (const backend of ['cpu', 'wasm']) {
    await useBackend(backend);
    const layer = layers.embedding({ inputDim: 5, outputDim: 3, inputLength: 4 });
    layer.apply(input({ shape: [4], dtype: 'int32' }));
    layer.setWeights([tf.tensor2d(values(15, 0), [5, 3])]);
    const words = tf.tensor2d([4, 1, 1, 0, 2, 1, 4, 4], [2, 4], 'int32');
    const table = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { grads } = tf.variableGrads(() => tf.sum(tf.square(layer.apply(words) as tf.Tensor)) as tf.Scalar, table);
    gradients.push(Object.values(grads)[0]?.dataSync() as Float32Array);
    layer.dispose();
  }
  expect(deviation(gradients[1] as Float32Array, gradients[0] as Float32Array)).toBeLessThan(1e-6);
});
