import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { gaussian } from './gaussian.ts';
import { likelihoodOf } from './likelihoodOf.ts';

beforeAll(() => tf.setBackend('cpu'));

it('a learned σ has a least one: σ² = least² + exp l, so that −log p has a bound', () => {
  const likelihood = gaussian({ standardDeviation: 'learned', least: 0.1 });
  const cost = (y: number, mean: number, l: number) =>
    likelihood.cost(tf.tensor2d([[y]]), tf.tensor2d([[mean, l]])).dataSync()[0] as number;
  const minusLog = (y: number, mean: number, variance: number) =>
    0.5 * ((y - mean) ** 2 / variance + Math.log(2 * Math.PI * variance));
  for (const [y, mean, l] of [
    [1, 0.5, 0],
    [-2, 1, -3],
    [0, 0, -80],
  ] as const)
    expect(cost(y, mean, l)).toBeCloseTo(minusLog(y, mean, 0.01 + Math.exp(l)), 4);
  expect(likelihoodOf(JSON.parse(JSON.stringify(likelihood.settings))).settings).toEqual(likelihood.settings);
  expect(() => gaussian({ standardDeviation: 'learned', least: -1 })).toThrow(
    'gaussian, least: expected a number from 0 up',
  );
});
