import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, schedules, total, weightsAt } from '@latentkit/core';
import { meanDivergence, varianceDivergence } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputs, expected as reference } from '../../testdata/kl_standard_normal.json';
import { denseVariationalAutoencoder, elboTerms, negativeElbo, standardNormal } from '../index.ts';
import { freeBits } from './freeBits.ts';

const make = () => denseVariationalAutoencoder({ imageShape: [6], hidden: [5], latentSize: 2, seed: 1 });
const random = () => counterRandom({ seed: 11, step: 0 });
const y = () => tf.tensor2d([0, 0.2, 0.4, 0.6, 0.8, 1, 1, 0.8, 0.6, 0.4, 0.2, 0], [2, 6]);
const number = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;

beforeAll(() => tf.setBackend('cpu'));

describe('negativeElbo', () => {
  it('weighs C by 1, U and V by β and what each counts beside it', () => {
    expect(negativeElbo().weights).toEqual({ reconstruction: 1, meanDivergence: 1, varianceDivergence: 1 });
    const parts = negativeElbo({ beta: 4, meanWeight: 0, varianceWeight: 0.5 });
    expect(parts.weights).toEqual({ reconstruction: 1, meanDivergence: 0, varianceDivergence: 2 });
    const beta = schedules.linearWarmup(schedules.constant(2), 4);
    const moving = negativeElbo({ beta, varianceWeight: 0.5, freeBits: 0.1 });
    const at = (step: number) => weightsAt(moving.weights, step);
    expect(at(0)).toEqual({ reconstruction: 1, meanDivergence: 0.5, varianceDivergence: 0.25, freeBits: 0.5 });
    expect(at(9)).toEqual({ reconstruction: 1, meanDivergence: 2, varianceDivergence: 1, freeBits: 2 });
  });

  it('has the golden divergence U + V, and with free bits the golden Σⱼ max(λ, KLⱼ)', () => {
    const [shape, posterior] = [
      inputs.mu.shape as [number, number],
      (data: readonly number[]) => tf.tensor2d([...data], inputs.mu.shape as [number, number]),
    ];
    const q = { mean: posterior(inputs.mu.data), logVariance: posterior(inputs.logvar.data) };
    const divergence = tf.add(meanDivergence(q), varianceDivergence(q));
    [...divergence.dataSync()].forEach((value, i) => {
      expect(value).toBeCloseTo(reference.per_sample.data[i] as number, 5);
    });
    const bits = freeBits(standardNormal(), q, 0.5);
    expect(bits.shape).toEqual([shape[0]]);
    expect(number(tf.mean(tf.add(divergence, bits)))).toBeCloseTo(reference['free_bits_lambda0.5_batchmean'], 5);
    expect(number(freeBits(standardNormal(), q, 0))).toBe(0);
  });

  it('keeps the bare terms beside free bits', () => {
    const model = make();
    const [plain, floored] = [negativeElbo(), negativeElbo({ freeBits: 1 })];
    const [bare, terms] = [plain.terms(model, { y: y() }, random()), floored.terms(model, { y: y() }, random())];
    for (const name of ['reconstruction', 'meanDivergence', 'varianceDivergence'] as const) {
      expect(terms[name].dataSync()).toEqual(bare[name].dataSync());
    }
    expect(number(total(terms, floored.weights as never)) - number(tf.mean(terms.reconstruction))).toBeCloseTo(2, 5);
  });

  it('with several samples takes the mean cost of the codes', () => {
    const model = make();
    const { mean, logVariance } = model.posterior(y());
    const epsilon = random().normal([3 * 2, 2]);
    const costs = [0, 1, 2].map((sample) => {
      const noise = tf.slice(epsilon, [2 * sample, 0], [2, 2]);
      return model.likelihood.cost(y(), model.output(tf.add(mean, tf.mul(noise, tf.exp(tf.mul(logVariance, 0.5))))));
    });
    const direct = tf.div(tf.addN(costs), 3).dataSync();
    [...elboTerms(model, y(), random(), { samples: 3 }).reconstruction.dataSync()].forEach((value, i) => {
      expect(value).toBeCloseTo(direct[i] as number, 5);
    });
  });

  it('refuses weights below 0 and parts of samples', () => {
    expect(() => negativeElbo({ meanWeight: -1 })).toThrow(
      'negativeElbo, meanWeight: expected a finite number of at least 0, received -1. Pass meanWeight as such a number.',
    );
    expect(() => negativeElbo({ freeBits: Number.NaN })).toThrow('negativeElbo, freeBits: expected a finite number of');
    expect(() => negativeElbo({ samples: 0 })).toThrow(
      'negativeElbo, samples: expected a whole number of at least 1, received 0. Pass samples as such a number.',
    );
  });
});
