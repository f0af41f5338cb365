import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { mlp } from '@latentkit/layers';
import { gaussianDivergence } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  conditional,
  conditionalVariationalAutoencoder,
  denseConditionalVariationalAutoencoder,
  importanceWeighted,
  loadConditionalVariationalAutoencoder,
  negativeElbo,
  saveConditionalVariationalAutoencoder,
} from '../index.ts';

const imageShape = [6, 7, 1];
const label = table(Int32Array.of(0, 1, 2, 1, 0), [5]);
const make = (seed: number) =>
  denseConditionalVariationalAutoencoder({ classes: 3, imageShape, hidden: [16], latentSize: 3, seed });
const subject = {
  backend: 'cpu',
  make,
  y: table(fillUniform(new Float32Array(5 * 42), { seed: 7, stream: streams.callers, step: 0 }), [5, ...imageShape]),
  tables: { label },
  save: saveConditionalVariationalAutoencoder,
  load: loadConditionalVariationalAutoencoder,
};

laws('conditional variational autoencoder', { ...subject, objective: conditional(negativeElbo({ samples: 2 })) });
laws('conditional variational autoencoder, importance weighted', {
  ...subject,
  objective: conditional(importanceWeighted({ samples: 3 })),
});

beforeAll(() => tf.setBackend('cpu'));
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('conditionalVariationalAutoencoder', () => {
  it('gives each row what its own class says, in posterior and reconstruction', () => {
    const model = make(1);
    const y = tf.ones([2, ...imageShape]);
    const classes = (...values: number[]) => model.given(tf.tensor1d(values));
    const [one, two, mixed] = [classes(0, 0), classes(2, 2), classes(0, 2)];
    const rows = (tensor: tf.Tensor) => tf.unstack(tensor).map(numbers);
    for (const of of ['encode', 'reconstruct'] as const) {
      const [a, b, both] = [rows(one[of](y)), rows(two[of](y)), rows(mixed[of](y))];
      expect(both).toEqual([a[0], b[1]]);
      expect(a[0]).not.toEqual(b[0]);
    }
    expect(one.reconstruct(y).shape).toEqual([2, ...imageShape]);
    // Whole batches one after the other, as several codes for each example are.
    const codes = counterRandom({ seed: 1, step: 0 }).normal([4, 3]);
    expect(rows(mixed.decode(codes)).slice(2)).toEqual(rows(mixed.decode(tf.slice(codes, [2, 0], [2, 3]))));
    model.dispose();
  });

  it('without a class takes the one of least free energy', () => {
    const model = make(1);
    const y = counterRandom({ seed: 1, step: 0 }).uniform([4, ...imageShape]);
    const energy = (label: number) => {
      const one = model.given(tf.fill([4], label));
      const posterior = one.posterior(y);
      return numbers(tf.add(model.likelihood.cost(y, one.output(posterior.mean)), gaussianDivergence(posterior)));
    };
    const energies = [0, 1, 2].map(energy);
    const least = [0, 1, 2, 3].map((row) => {
      const of = energies.map((all) => all[row] as number);
      return of.indexOf(Math.min(...of));
    });
    const before = tf.memory().numTensors;
    const label = model.classify(y);
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(numbers(label)).toEqual(least);
    expect(numbers(model.encode(y))).toEqual(numbers(model.given(label).encode(y)));
    const z = model.encode(y);
    const mean = tf.div(tf.addN([0, 1, 2].map((label) => model.given(tf.fill([4], label)).decode(z))), 3);
    const decoded = numbers(model.decode(z));
    numbers(mean).forEach((value, i) => {
      expect(decoded[i]).toBeCloseTo(value, 6);
    });
    expect(numbers(model.reconstruct(y))).toEqual(numbers(model.given(label).reconstruct(y)));
    model.dispose();
  });

  it('says what is missing, and where sizes do not fit', () => {
    expect(() =>
      conditional(negativeElbo()).terms(make(1), { y: tf.ones([1, 42]) }, counterRandom({ seed: 1, step: 0 })),
    ).toThrow(
      'conditional: expected a table label beside y, received the tables y. Pass the class of each row, counted from 0, as data.label.',
    );
    const encoder = mlp({ inputShape: [42], hidden: [], outputShape: [6] });
    const decoder = mlp({ inputShape: [6], hidden: [], outputShape: [42] });
    expect(() => conditionalVariationalAutoencoder({ encoder, decoder, exampleShape: [42], classes: 3 })).toThrow(
      'conditionalVariationalAutoencoder, encoder, input: expected [batch,45], received [batch,42]. Add the number of classes to both input sizes: the encoder gets [y, x], the decoder [z, x].',
    );
  });
});
