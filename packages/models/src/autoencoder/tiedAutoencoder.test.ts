import '@tensorflow/tfjs-backend-cpu';
import { decodeSafetensors, encodeSafetensors, parameterCount, streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { loadTiedAutoencoder, reconstruction, saveTiedAutoencoder, tiedAutoencoder } from '../index.ts';

const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const make = (seed: number) =>
  tiedAutoencoder({
    encoder: mlp({ inputShape: [3, 4, 1], hidden: [7], outputShape: [5], activation: 'tanh', seed }),
  });

laws('autoencoder with tied weights', {
  backend: 'cpu',
  make,
  objective: reconstruction({ cost: squaredError }),
  y: table(fillUniform(new Float32Array(5 * 12), { seed: 7, stream: streams.callers, step: 0 }), [5, 3, 4, 1]),
  save: saveTiedAutoencoder,
  load: loadTiedAutoencoder,
});

describe('tiedAutoencoder', () => {
  it('decodes by the transposed kernels, last one first, with biases of its own', () => {
    const model = make(1);
    const names = ['encoder/0/kernel', 'encoder/0/bias', 'encoder/1/kernel', 'encoder/1/bias'];
    expect(Object.keys(model.variables)).toEqual([...names, 'decoder/0/bias', 'decoder/1/bias']);
    expect(parameterCount(model)).toBe(12 * 7 + 7 + 7 * 5 + 5 + 7 + 12);
    const { variables } = model;
    variables['decoder/0/bias']?.assign(tf.linspace(-1, 1, 7));
    const [W0, W1, c0, c1] = ['encoder/0/kernel', 'encoder/1/kernel', 'decoder/0/bias', 'decoder/1/bias'].map(
      (name) => variables[name] as tf.Tensor2D,
    ) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const z = tf.tensor2d([[1, -2, 3, -4, 5]]);
    const hidden = tf.tanh(tf.add(tf.matMul(z, tf.transpose(W1)), c0));
    const y = tf.sigmoid(tf.add(tf.matMul(hidden as tf.Tensor2D, tf.transpose(W0)), c1));
    expect(bits(model.decode(z))).toEqual(bits(y));
    expect(model.decode(z).shape).toEqual([1, 3, 4, 1]);
  });

  it('stores each kernel once, and is tied after a load', async () => {
    const files = await saveTiedAutoencoder(make(1));
    const { tensors } = decodeSafetensors(files['weights.safetensors']);
    expect(Object.keys(tensors).filter((name) => name.endsWith('kernel'))).toEqual([
      'encoder/0/kernel',
      'encoder/1/kernel',
    ]);
    const copy = await loadTiedAutoencoder(files);
    const z = tf.ones([1, 5]);
    const before = bits(copy.decode(z));
    expect(before).toEqual(bits(make(1).decode(z)));
    const kernel = copy.variables['encoder/1/kernel'] as tf.Variable;
    kernel.assign(tf.mul(kernel, 2));
    expect(bits(copy.decode(z))).not.toEqual(before);
    expect(await saveTiedAutoencoder(await loadTiedAutoencoder(files))).toEqual(files);
  });

  it('leaves nothing behind when a file is damaged', async () => {
    const files = await saveTiedAutoencoder(make(1));
    const before = tf.memory().numTensors;
    const { 'decoder/0/bias': _, ...missing } = decodeSafetensors(files['weights.safetensors']).tensors;
    await expect(loadTiedAutoencoder({ ...files, 'weights.safetensors': encodeSafetensors(missing) })).rejects.toThrow(
      'weights.safetensors: expected a tensor decoder/0/bias, received none of that name.',
    );
    const text = new TextDecoder()
      .decode(files['model.json'])
      .replace('"outputActivation": "sigmoid"', '"outputActivation": "sine"');
    await expect(loadTiedAutoencoder({ ...files, 'model.json': new TextEncoder().encode(text) })).rejects.toThrow(
      'received "sine".',
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses an encoder with other layers, an image without a flatten, and what is not a code', () => {
    const convolution = sequential({
      layers: [layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [3, 3, 1] }), layers.flatten()],
    });
    expect(() => tiedAutoencoder({ encoder: convolution })).toThrow(
      'tiedAutoencoder, encoder: expected dense layers, after a flatten where the input has more than one axis, received Conv2D, Flatten. Make one with mlp, or use autoencoder with a decoder of its own.',
    );
    const alongChannels = sequential({ layers: [layers.dense({ units: 2, inputShape: [3, 3] })] });
    expect(() => tiedAutoencoder({ encoder: alongChannels })).toThrow('received Dense.');
    expect(() => make(1).decode(tf.zeros([2, 4]))).toThrow(
      'tiedAutoencoder.decode: expected shape [batch,5], received [2,4]. Give a batch of codes as encode gives them.',
    );
  });
});
