import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseVariationalAutoencoder, elboTerms, infoVae, inverseMultiquadratic, meanDiscrepancy } from '../index.ts';
import { reparameterize } from './reparameterize.ts';

const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const random = () => counterRandom({ seed: 4, step: 0 });

beforeAll(() => tf.setBackend('cpu'));

describe('infoVae', () => {
  it('is the Wasserstein autoencoder at α = 1 and the variational one at α = 0, λ = 1', () => {
    const free = { reconstruction: 1, meanDivergence: 0, varianceDivergence: 0, discrepancy: 7 };
    expect(infoVae({ lambda: 7 }).weights).toEqual(free);
    const held = { reconstruction: 1, meanDivergence: 1, varianceDivergence: 1, discrepancy: 0 };
    expect(infoVae({ alpha: 0, lambda: 1 }).weights).toEqual(held);
  });

  it('has the terms of the bound, and the discrepancy of its codes to draws of the prior', () => {
    const model = denseVariationalAutoencoder({ imageShape: [6], hidden: [5], latentSize: 2, seed: 1 });
    const y = tf.sigmoid(counterRandom({ seed: 1, step: 0 }).normal([5, 6]));
    const { discrepancy, ...terms } = infoVae({ lambda: 7 }).terms(model, { y }, random());
    const bound = elboTerms(model, y, random());
    for (const name of Object.keys(bound) as (keyof typeof bound)[]) {
      expect(numbers(terms[name])).toEqual(numbers(bound[name]));
    }
    const draws = random();
    const z = reparameterize(model.posterior(y), draws);
    const direct = meanDiscrepancy(z, draws.normal([5, 2]), inverseMultiquadratic(4));
    expect(numbers(discrepancy)).toEqual(numbers(direct));
  });

  it('refuses an α above 1', () => {
    expect(() => infoVae({ alpha: 2, lambda: 1 })).toThrow(
      'infoVae, weight of, divergence: expected a finite number of at least 0, received -1.',
    );
  });
});
