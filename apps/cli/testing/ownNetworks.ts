// A plug-in of the tests: autoencoders of networks as people bring them, Keras JSON among them, each by its name.
import { type layers as kinds, type LayersModel, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  autoencoder,
  defineConfig,
  defineModel,
  loadAutoencoder,
  reconstruction,
  saveAutoencoder,
  squaredError,
  table,
} from 'latentkit';
import { from, keras, kerasConv, kerasDense, kerasLayer } from './kerasNetworks.ts';
import {
  apply,
  back,
  conv,
  dense,
  functional,
  image,
  kernelInitializer,
  type Network,
  ofImages,
  ofSequences,
  recurrent,
  Scaled,
  sequence,
  stack,
} from './networkParts.ts';
import { seedsFromOne } from './seeds.ts';

const wave = (shape: readonly number[], rows: number) => {
  const size = shape.reduce((product, length) => product * length, rows);
  return {
    y: table(
      Float32Array.from({ length: size }, (_, i) => 0.5 + 0.5 * Math.sin(i * i + i / 3)),
      [rows, ...shape],
    ),
  };
};
const data = (shape: readonly number[]) => ({
  about: {
    title: 'waves',
    rows: { train: 24, test: 4 },
    shape,
    classes: [],
    source: 'computed',
    licence: 'MIT',
  } as const,
  load: () => ({ name: `waves [${shape}]`, train: wave(shape, 24), test: wave(shape, 4) }),
});

export const networks: Readonly<Record<string, Network>> = {
  residual: ofImages((x) => {
    const first = apply(x, conv(4, 3), layers.batchNormalization(), layers.activation({ activation: 'relu' }));
    const second = apply(first, conv(4, 3), layers.batchNormalization());
    return apply(layers.add().apply([first, second]) as SymbolicTensor, layers.reLU({ maxValue: 6 }));
  }),
  inception: ofImages((x) => {
    const pooled = apply(x, layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }), conv(2, 1));
    return layers
      .concatenate()
      .apply([conv(2, 1), conv(3, 3), conv(2, 5)].map((one) => apply(x, one)).concat(pooled)) as SymbolicTensor;
  }),
  unet: {
    shape: image,
    make: () => ({
      encoder: functional(image, (x) => {
        const [high, low] = [apply(x, conv(3, 3)), apply(x, conv(4, 3, { strides: 2 }))];
        const joined = layers
          .concatenate()
          .apply([high, apply(low, layers.upSampling2d({ size: [2, 2] }))]) as SymbolicTensor;
        return apply(joined, layers.maxPooling2d({ poolSize: 4 }), conv(2, 3), layers.flatten(), dense(4));
      }),
      decoder: back(image),
    }),
  },
  valid: ofImages((x) =>
    apply(x, conv(3, 3, { activation: 'softplus' }), layers.elu(), conv(3, 2, { padding: 'valid', useBias: false })),
  ),
  mobile: ofImages((x) =>
    apply(
      x,
      layers.depthwiseConv2d({
        kernelSize: 3,
        strides: 2,
        depthMultiplier: 2,
        padding: 'same',
        depthwiseInitializer: kernelInitializer(),
      }),
      layers.layerNormalization({ axis: -1 }),
      layers.globalMaxPooling2d({}),
      layers.reshape({ targetShape: [2, 2] }),
    ),
  ),
  bidirectional: ofSequences((x) =>
    apply(x, layers.bidirectional({ layer: layers.lstm({ units: 3, ...recurrent() }) as never, mergeMode: 'concat' })),
  ),
  distributed: ofSequences((x) =>
    apply(
      x,
      layers.timeDistributed({ layer: dense(5, { activation: 'tanh' }) }),
      layers.gru({ units: 4, returnSequences: true, resetAfter: false, ...recurrent() } as never),
      layers.permute({ dims: [2, 1] }),
      layers.flatten(),
    ),
  ),
  recurrentDecoder: {
    shape: sequence,
    make: () => ({
      encoder: stack(
        layers.conv1d({
          filters: 5,
          kernelSize: 3,
          padding: 'same',
          inputShape: sequence,
          kernelInitializer: kernelInitializer(),
        }),
        layers.maxPooling1d({ poolSize: 2 }),
        layers.flatten(),
        dense(4),
      ),
      decoder: stack(
        layers.repeatVector({ n: 6, inputShape: [4] }),
        layers.simpleRNN({ units: 5, returnSequences: true, ...recurrent() }),
        layers.timeDistributed({ layer: dense(3) }),
      ),
    }),
  },
  merges: ofSequences((x) => {
    const flat = apply(x, layers.flatten());
    const shared = dense(4, { activation: 'softsign' });
    const [a, b] = [apply(flat, shared), apply(apply(flat, dense(18, { activation: 'selu' })), shared)];
    const merged = [layers.average(), layers.maximum(), layers.minimum(), layers.multiply()].map(
      (one) => one.apply([a, b]) as SymbolicTensor,
    );
    return layers
      .concatenate()
      .apply([...merged, layers.dot({ axes: 1, normalize: true }).apply([a, b]) as SymbolicTensor]) as SymbolicTensor;
  }),
  nested: ofSequences((x) => {
    const inner = stack(dense(6, { inputShape: [18] }), layers.prelu(), layers.thresholdedReLU({ theta: 0.1 }));
    return apply(x, layers.flatten(), inner as unknown as kinds.Layer, dense(5, { activation: 'hardSigmoid' }));
  }),
  custom: ofSequences((x) => apply(x, layers.flatten(), dense(6), new Scaled())),
  frozen: ofSequences((x) =>
    apply(x, layers.flatten(), dense(6, { trainable: false }), dense(5, { activation: 'swish' })),
  ),
  noisy: ofSequences((x) =>
    apply(
      x,
      layers.gaussianNoise({ stddev: 0.1 }),
      layers.flatten(),
      layers.alphaDropout({ rate: 0.1 }),
      layers.gaussianDropout({ rate: 0.1 }),
    ),
  ),
  volume: {
    shape: [4, 4, 4, 1],
    make: () => ({
      encoder: stack(
        layers.conv3d({ filters: 2, kernelSize: 2, inputShape: [4, 4, 4, 1], kernelInitializer: kernelInitializer() }),
        layers.flatten(),
        dense(4),
      ),
      decoder: back([4, 4, 4, 1]),
    }),
  },
  masked: ofSequences((x) => apply(x, layers.masking({ maskValue: 0 }), layers.lstm({ units: 4, ...recurrent() }))),
  kerasDense: {
    shape: sequence,
    make: async () => ({
      encoder: (await keras([
        kerasLayer('InputLayer', from(sequence)),
        kerasLayer('Flatten', { data_format: 'channels_last' }),
        kerasDense(8, 'elu'),
        kerasLayer('BatchNormalization', { axis: [1], momentum: 0.9, epsilon: 0.001 }),
        kerasDense(4, 'linear'),
      ])) as LayersModel,
      decoder: (await keras([
        kerasDense(18, 'linear', from([4])),
        kerasLayer('Reshape', { target_shape: sequence }),
      ])) as LayersModel,
    }),
  },
  kerasImages: {
    shape: image,
    make: async () => ({
      encoder: (await keras([
        kerasConv('Conv2D', 4, from(image)),
        kerasLayer('LeakyReLU', { alpha: 0.2 }),
        kerasLayer('GlobalAveragePooling2D', { data_format: 'channels_last' }),
        kerasDense(4, 'linear'),
      ])) as LayersModel,
      decoder: (await keras([
        kerasDense(32, 'relu', from([4])),
        kerasLayer('Reshape', { target_shape: [4, 4, 2] }),
        kerasConv('Conv2DTranspose', 2, { activation: 'sigmoid', output_padding: null }),
      ])) as LayersModel,
    }),
  },
  regularizedKeras: {
    shape: sequence,
    make: async () => ({
      encoder: (await keras([
        kerasLayer('InputLayer', from(sequence)),
        kerasLayer('Flatten', { data_format: 'channels_last' }),
        kerasDense(4, 'linear', { kernel_regularizer: { class_name: 'L1L2', config: { l1: 0.0, l2: 0.01 } } }),
      ])) as LayersModel,
      decoder: back(sequence),
    }),
  },
  dilated: ofImages((x) => apply(x, conv(3, 3, { dilationRate: 2 }))),
  causal: ofSequences((x) =>
    apply(x, layers.conv1d({ filters: 2, kernelSize: 3, padding: 'causal' }), layers.flatten()),
  ),
  scaledElu: ofSequences((x) => apply(x, layers.flatten(), layers.elu({ alpha: 0.7 }))),
  constrained: ofSequences((x) => apply(x, layers.flatten(), dense(4, { kernelConstraint: 'maxNorm' }))),
};

export default defineConfig({
  models: Object.fromEntries(
    Object.entries(networks).map(([name, { make }]) => [
      name,
      defineModel({
        summary: name,
        options: {},
        build: async () => {
          seedsFromOne();
          return autoencoder(await make());
        },
        objective: () => reconstruction({ cost: squaredError }),
        judge: () => ({
          title: 'squared error',
          unit: 'squared error',
          names: ['reconstruction'],
          terms: (model, { y }) => ({ reconstruction: squaredError(y, model.reconstruct(y)) }),
        }),
        save: saveAutoencoder,
        load: loadAutoencoder,
      }),
    ]),
  ),
  datasets: { images: data(image), sequences: data(sequence), volumes: data([4, 4, 4, 1]) },
});
