import '@tensorflow/tfjs-backend-cpu';
import { stopGradient, straightThrough, streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputs, expected as reference } from '../../testdata/vq.json';
import {
  denseVectorQuantizedAutoencoder,
  loadVectorQuantizedAutoencoder,
  saveVectorQuantizedAutoencoder,
  vectorQuantization,
  vectorQuantizedAutoencoder,
} from '../index.ts';

import { nearest, quantize } from './quantize.ts';

const stored = ({ shape, data }: { shape: number[]; data: number[] }) => tf.tensor(data, shape);
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const close = (received: tf.Tensor, expected: readonly number[]) =>
  numbers(received).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 5);
  });

beforeAll(() => tf.setBackend('cpu'));

describe('golden values', () => {
  it('of the entries that are nearest', () => {
    const [z, codebook] = [stored(inputs.z), stored(inputs.codebook)];
    expect(numbers(nearest(z, codebook))).toEqual(reference.indices.data);
    close(quantize(z, codebook), reference.quantised.data);
  });

  it('of the three terms and of their gradients by the encoder’s vectors and the codebook', () => {
    // The golden terms are means over all numbers, ours sums over an example.
    const mean = (energies: tf.Tensor) => tf.div(tf.sum(energies), inputs.z.data.length);
    const parts = (z: tf.Tensor, codebook: tf.Tensor) => {
      const entries = quantize(z, codebook);
      return {
        task: mean(squaredError(stored(inputs.task_target), straightThrough(z, entries))),
        codebook: mean(squaredError(stopGradient(z), entries)),
        commitment: mean(squaredError(z, stopGradient(entries))),
      };
    };
    const [z, codebook] = [stored(inputs.z), stored(inputs.codebook)];
    const found = parts(z, codebook);
    close(found.task, [reference.task_loss]);
    close(found.codebook, [reference.codebook_loss]);
    close(found.commitment, [reference.commitment_loss]);
    const total = (z: tf.Tensor, codebook: tf.Tensor) => {
      const { task, codebook: entries, commitment } = parts(z, codebook);
      return tf.add(tf.add(task, entries), tf.mul(commitment, inputs.beta));
    };
    close(total(z, codebook), [reference.total_loss]);
    const [byZ, byCodebook] = tf.grads(total)([z, codebook]) as [tf.Tensor, tf.Tensor];
    close(byZ, reference.grad_z.data);
    close(byCodebook, reference.grad_codebook.data);
  });
});

const shape = [6, 7, 1];
laws('vector-quantised autoencoder', {
  backend: 'cpu',
  make: (seed) =>
    denseVectorQuantizedAutoencoder({ imageShape: shape, hidden: [16], latentShape: [3, 2], codebookSize: 5, seed }),
  objective: vectorQuantization(),
  y: table(fillUniform(new Float32Array(5 * 42), { seed: 7, stream: streams.callers, step: 0 }), [5, ...shape]),
  save: saveVectorQuantizedAutoencoder,
  load: loadVectorQuantizedAutoencoder,
  estimated: {
    variables: /^(encoder|codebook)/,
    reason: 'gradients pass straight through the choice of an entry, and stop at the other side of each distance',
  },
});

describe('vectorQuantizedAutoencoder', () => {
  it('encodes to entries, which its indices name, and decodes them', () => {
    const model = denseVectorQuantizedAutoencoder({
      imageShape: [4],
      hidden: [3],
      latentShape: [3, 2],
      codebookSize: 5,
    });
    const y = tf.ones([2, 4]);
    const indices = model.indices(y);
    expect(indices.shape).toEqual([2, 3]);
    expect(numbers(model.encode(y))).toEqual(numbers(tf.gather(model.codebook, tf.cast(indices, 'int32'))));
    expect(model.reconstruct(y).shape).toEqual([2, 4]);
    expect(model.latentShape).toEqual([3, 2]);
    model.dispose();
  });

  it('refuses a codebook of one entry and a decoder of other codes', async () => {
    expect(() => denseVectorQuantizedAutoencoder({ codebookSize: 1 })).toThrow(
      'vectorQuantizedAutoencoder, codebookSize: expected a whole number of at least 2, received 1. Pass codebookSize as such a number.',
    );
    const { encoder } = denseVectorQuantizedAutoencoder({ latentShape: [3, 2] });
    const { decoder } = denseVectorQuantizedAutoencoder({ latentShape: [2, 3] });
    expect(() => vectorQuantizedAutoencoder({ encoder, decoder })).toThrow(
      'vectorQuantizedAutoencoder: expected a decoder that takes what the encoder gives, [batch,3,2], received one that takes [batch,2,3]. Give both the same code shape.',
    );
    const { decoder: ofOthers } = denseVectorQuantizedAutoencoder({ imageShape: [9], latentShape: [3, 2] });
    expect(() => vectorQuantizedAutoencoder({ encoder, decoder: ofOthers })).toThrow(
      'vectorQuantizedAutoencoder: expected a decoder that gives what the likelihood reads, [batch,28,28,1], received one that gives [batch,9]. Give the decoder the output shape of the observations.',
    );
    const files = await saveVectorQuantizedAutoencoder(denseVectorQuantizedAutoencoder());
    const text = new TextDecoder().decode(files['model.json']).replace('"codebookSize": 64', '"codebookSize": 1e9');
    const damaged = { ...files, 'model.json': new TextEncoder().encode(text) };
    await expect(loadVectorQuantizedAutoencoder(damaged)).rejects.toThrow(
      'model.json: expected a number from 1 to 731824 at settings.codebookSize, received 1000000000.',
    );
  });
});
