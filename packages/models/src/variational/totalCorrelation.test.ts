import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logNormal } from '../distributions/logNormal.ts';
import { denseVariationalAutoencoder, totalCorrelation, totalCorrelationTerms } from '../index.ts';
import { minibatchDensities } from './minibatchDensities.ts';
import { reparameterize } from './reparameterize.ts';

const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const noise = (shape: [number, number], step: number) =>
  tf.tensor2d(fillNormal(new Float32Array(shape[0] * shape[1]), { seed: 2, stream: streams.callers, step }), shape);
const random = () => counterRandom({ seed: 4, step: 0 });

beforeAll(() => tf.setBackend('cpu'));

describe('minibatchDensities', () => {
  it('are the sums of the paper, example by example', () => {
    const [batch, size, examples] = [4, 3, 100];
    const [z, mean, logVariance] = [noise([batch, size], 0), noise([batch, size], 1), noise([batch, size], 2)];
    const [codes, means, logs] = [numbers(z), numbers(mean), numbers(logVariance)];
    const density = (i: number, j: number, d: number) => {
      const variance = Math.exp(logs[j * size + d] as number);
      const distance = (codes[i * size + d] as number) - (means[j * size + d] as number);
      return Math.exp(-(distance ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    };
    const all = (of: (j: number) => number) => [0, 1, 2, 3].reduce((sum, j) => sum + of(j), 0) / (examples * batch);
    const { together, apart } = minibatchDensities(z, { mean, logVariance }, examples);
    for (let i = 0; i < batch; i++) {
      const joint = Math.log(all((j) => density(i, j, 0) * density(i, j, 1) * density(i, j, 2)));
      const single = [0, 1, 2].reduce((sum, d) => sum + Math.log(all((j) => density(i, j, d))), 0);
      expect(numbers(together)[i]).toBeCloseTo(joint, 4);
      expect(numbers(apart)[i]).toBeCloseTo(single, 4);
    }
  });
});

describe('totalCorrelation', () => {
  const y = () => tf.sigmoid(noise([5, 6], 3));
  const make = (latentSize: number) =>
    denseVariationalAutoencoder({ imageShape: [6], hidden: [5], latentSize, seed: 1 });

  it('splits log q(z|y) − log p(z) into three parts', () => {
    const model = make(3);
    const terms = totalCorrelationTerms(model, y(), random(), { examples: 50 });
    const posterior = model.posterior(y());
    const z = reparameterize(posterior, random());
    const divergence = numbers(tf.sub(logNormal(z, posterior), logNormal(z)));
    const { mutualInformation, totalCorrelation: between, dimensionDivergence } = terms;
    numbers(tf.addN([mutualInformation, between, dimensionDivergence])).forEach((sum, i) => {
      expect(sum).toBeCloseTo(divergence[i] as number, 4);
    });
  });

  it('finds nothing between the dimensions of a code that has one, and tells nothing of a data set of one example', () => {
    expect(numbers(totalCorrelationTerms(make(1), y(), random(), { examples: 5 }).totalCorrelation)).toEqual(
      Array(5).fill(0),
    );
    const alone = totalCorrelationTerms(make(3), tf.slice(y(), [0, 0], [1, 6]), random(), { examples: 1 });
    expect(numbers(alone.mutualInformation)[0]).toBeCloseTo(0, 5);
    expect(numbers(alone.totalCorrelation)[0]).toBeCloseTo(0, 5);
  });

  it('refuses a data set of no examples', () => {
    expect(() => totalCorrelation({ examples: 0 })).toThrow(
      'totalCorrelation, examples: expected a whole number of at least 1, received 0. Pass examples as such a number.',
    );
  });
});
