import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, parameterCount, trainable } from '@latentkit/core';
import { mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { model as functional, input, layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { autoencoder, convolutionalAutoencoder, denseAutoencoder, reconstruction } from '../index.ts';

const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const encoder = () => mlp({ inputShape: [4, 4, 1], outputShape: [2], seed: 1 });
const decoder = () => mlp({ inputShape: [2], outputShape: [4, 4, 1], seed: 2 });

describe('autoencoder', () => {
  it('names variables by position, whatever the process made before', () => {
    const names = ['encoder/0/kernel', 'encoder/0/bias', 'decoder/0/kernel', 'decoder/0/bias'];
    for (let i = 0; i < 2; i++) {
      expect(Object.keys(autoencoder({ encoder: encoder(), decoder: decoder() }).variables)).toEqual(names);
    }
  });

  it("takes any network of a user's, with statistics that do not learn and layers that are frozen", () => {
    const image = input({ shape: [4, 4, 1] });
    const normal = layers.batchNormalization().apply(image);
    const flat = layers.flatten().apply(layers.conv2d({ filters: 2, kernelSize: 3, trainable: false }).apply(normal));
    const mine = functional({ inputs: image, outputs: layers.dense({ units: 2 }).apply(flat) as never });
    const model = autoencoder({ encoder: mine, decoder: decoder() });
    const ofEncoder = Object.keys(model.variables).filter((name) => name.startsWith('encoder'));
    expect(ofEncoder.sort()).toEqual([
      'encoder/0/beta',
      'encoder/0/gamma',
      'encoder/0/moving_mean',
      'encoder/0/moving_variance',
      'encoder/1/bias',
      'encoder/1/kernel',
      'encoder/2/bias',
      'encoder/2/kernel',
    ]);
    const learns = Object.keys(trainable(model)).filter((name) => name.startsWith('encoder'));
    expect(learns.sort()).toEqual(['encoder/0/beta', 'encoder/0/gamma', 'encoder/2/bias', 'encoder/2/kernel']);
    // γ and β, 2·2·2·2 + 2, 2·16 + 16
    expect(parameterCount(model)).toBe(2 + 18 + 48);
    expect(model.reconstruct(tf.zeros([5, 4, 4, 1])).shape).toEqual([5, 4, 4, 1]);
  });

  it('normalises by the batch and moves the statistics only in training', () => {
    const normal = layers.batchNormalization({ momentum: 0.5, epsilon: 0 });
    const mine = sequential({ layers: [layers.flatten({ inputShape: [1, 2] }), normal] });
    const back = sequential({ layers: [layers.reshape({ inputShape: [2], targetShape: [1, 2] })] });
    const model = autoencoder({ encoder: mine, decoder: back });
    const y = tf.tensor3d([1, 10, 3, 30], [2, 1, 2]);
    const mean = () => bits(model.variables['encoder/0/moving_mean'] as tf.Tensor);
    expect(bits(model.reconstruct(y))).toEqual(bits(y));
    expect(mean()).toEqual([0, 0]);
    reconstruction({ cost: squaredError }).terms(model, { y }, counterRandom({ seed: 0, step: 0 }));
    // ½·0 + ½·mean
    expect(mean()).toEqual([1, 10]);
    // ½·1 + ½·Σ(y − mean)²/n, of n = 2; PyTorch's divides by n − 1 and would be 1.5, 100.5
    expect(bits(model.variables['encoder/0/moving_variance'] as tf.Tensor)).toEqual([1, 50.5]);
    expect(bits(model.encode(y, { training: true }))).toEqual([-1, -1, 1, 1]);
  });

  it('tells apart weights of one name in one layer', () => {
    const reader = sequential({
      layers: [
        layers.bidirectional({
          layer: layers.gru({ units: 1, recurrentInitializer: 'zeros' }) as never,
          mergeMode: 'concat',
          inputShape: [4, 4],
        }),
      ],
    });
    const writer = mlp({ inputShape: [2], outputShape: [4, 4] });
    const names = Object.keys(autoencoder({ encoder: reader, decoder: writer }).variables);
    expect(names).toContain('encoder/0/kernel');
    expect(names).toContain('encoder/0/kernel_1');
    expect(names.length).toBe(8);
  });

  it('frees everything when it is disposed of, also twice', () => {
    const before = tf.memory();
    const model = denseAutoencoder({ imageShape: [4, 4, 1], hidden: [3] });
    tf.tidy(() => {
      model.reconstruct(tf.zeros([2, 4, 4, 1]));
    });
    model.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  it('names both shapes where encoder and decoder do not fit', () => {
    expect(() =>
      autoencoder({ encoder: encoder(), decoder: mlp({ inputShape: [3], outputShape: [4, 4, 1] }) }),
    ).toThrow(
      'autoencoder: expected a decoder that takes what the encoder gives, [batch,2], received one that takes [batch,3]. Give both the same code shape.',
    );
    expect(() => autoencoder({ encoder: encoder(), decoder: mlp({ inputShape: [2], outputShape: [16] }) })).toThrow(
      'autoencoder: expected a decoder that gives what the encoder takes, [batch,4,4,1], received one that gives [batch,16]. Give the decoder the output shape of the observations.',
    );
  });

  it('refuses networks with two outputs, a layer in common, and what is not a network', () => {
    const image = input({ shape: [2] });
    const units = () => layers.dense({ units: 2 }).apply(image);
    const two = functional({ inputs: image as never, outputs: [units(), units()] as never });
    expect(() => autoencoder({ encoder: two, decoder: decoder() })).toThrow(
      'autoencoder, encoder: expected a tf.LayersModel with one input and one output, received 1 inputs and 2 outputs. Make one with tf.sequential or tf.model.',
    );
    expect(() => autoencoder({ encoder: encoder(), decoder: undefined as never })).toThrow(
      'received 0 inputs and 0 outputs',
    );
    const tied = mlp({ inputShape: [2], outputShape: [2] });
    expect(() => autoencoder({ encoder: tied, decoder: tied })).toThrow(
      'autoencoder: expected an encoder and a decoder with variables of their own, received decoder/0/kernel in both. Make a layer for each, or tie transposed weights with tiedAutoencoder.',
    );
  });

  it('refuses a batch of another shape', () => {
    const model = autoencoder({ encoder: encoder(), decoder: decoder() });
    expect(() => model.encode(tf.zeros([8, 16]))).toThrow(
      'autoencoder.encode: expected shape [batch,4,4,1], received [8,16]. Give a batch of examples as the network takes them.',
    );
    expect(() => model.decode(tf.zeros([2]))).toThrow('autoencoder.decode: expected shape [batch,2], received [2].');
  });
});

describe("the lecture's autoencoders", () => {
  const count = (widths: number[]) => widths.slice(1).reduce((sum, n, i) => sum + n * (widths[i] as number) + n, 0);

  it('linear: 784-128-64-12-2-12-64-128-784', () => {
    const model = denseAutoencoder();
    expect(parameterCount(model)).toBe(count([784, 128, 64, 12, 2, 12, 64, 128, 784]));
    expect(parameterCount(model)).toBe(219_866);
    expect(model.encode(tf.zeros([1, 28, 28, 1])).shape).toEqual([1, 2]);
  });

  it('convolutional: a code of 64 numbers', () => {
    const model = convolutionalAutoencoder();
    expect(parameterCount(model)).toBe(160 + 4640 + 100_416 + 100_384 + 4624 + 145);
    expect(model.encode(tf.zeros([1, 28, 28, 1])).shape).toEqual([1, 64]);
    expect(model.reconstruct(tf.zeros([1, 28, 28, 1])).shape).toEqual([1, 28, 28, 1]);
  });

  it('take images of any size', () => {
    for (const imageShape of [
      [5, 12, 3],
      [1, 1, 1],
      [32, 31, 1],
    ] as const) {
      const model = convolutionalAutoencoder({ imageShape, filters: [2, 3, 4], latentSize: 5 });
      expect(model.reconstruct(tf.zeros([2, ...imageShape])).shape).toEqual([2, ...imageShape]);
    }
  });

  it('refuse an image without channels and sizes that are none', () => {
    expect(() => convolutionalAutoencoder({ imageShape: [28, 28] })).toThrow(
      'convolutional, inputShape: expected [height, width, channels], received [28,28]. Give the shape of one example, without the batch.',
    );
    expect(() => denseAutoencoder({ latentSize: 0 })).toThrow(
      'mlp, outputShape: expected whole numbers of at least 1, received [0]. Sizes count units, pixels or channels.',
    );
  });

  it('share no random number between encoder and decoder, and have the same bits for the same seed', () => {
    const weights = (seed: number) =>
      Object.values(denseAutoencoder({ imageShape: [2], hidden: [2], latentSize: 2, seed }).variables).map(bits);
    const kernels = weights(3).filter(({ length }) => length === 4);
    expect(new Set(kernels.flat()).size).toBe(16);
    expect(weights(3)).toEqual(weights(3));
    expect(weights(4)).not.toEqual(weights(3));
  });
});
