import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputs, expected as reference } from '../../testdata/mmd.json';
import { gaussianKernel, inverseMultiquadratic, meanDiscrepancy } from '../index.ts';

const stored = ({ shape, data }: { shape: number[]; data: number[] }) => tf.tensor(data, shape);
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];

beforeAll(() => tf.setBackend('cpu'));

const kernels = {
  'rbf_sigma_0.5': gaussianKernel([0.5]),
  'rbf_sigma_1.0': gaussianKernel([1]),
  'rbf_sigma_2.0': gaussianKernel([2]),
  'rbf_sum_0.5_1_2': gaussianKernel([0.5, 1, 2]),
  imq_C6: inverseMultiquadratic(6),
} as const;

describe('meanDiscrepancy', () => {
  it.each(Object.keys(kernels) as (keyof typeof kernels)[])('%s is golden, with its gradients', (name) => {
    const golden = reference[name];
    for (const unbiased of [false, true]) {
      const value = unbiased ? golden.unbiased : golden.biased;
      const slopes = unbiased ? golden.grad_unbiased : golden.grad_biased;
      const discrepancy = (x: tf.Tensor, y: tf.Tensor) => tf.mean(meanDiscrepancy(x, y, kernels[name], { unbiased }));
      const [x, y] = [stored(inputs.X), stored(inputs.Y)];
      expect(meanDiscrepancy(x, y, kernels[name], { unbiased }).shape).toEqual([5]);
      expect(numbers(discrepancy(x, y))[0]).toBeCloseTo(value, 5);
      const gradients = tf.grads(discrepancy)([x, y]);
      [slopes.X, slopes.Y].forEach(({ data }, i) => {
        numbers(gradients[i] as tf.Tensor).forEach((slope, j) => {
          expect(slope).toBeCloseTo(data[j] as number, 5);
        });
      });
    }
  });

  it('is 0 of a set and itself, biased, and finite for a single code', () => {
    const x = stored(inputs.X);
    expect(numbers(tf.mean(meanDiscrepancy(x, x, gaussianKernel([1]), { unbiased: false })))[0]).toBeCloseTo(0, 6);
    expect(numbers(meanDiscrepancy(tf.zeros([1, 2]), tf.zeros([1, 2]), gaussianKernel([1])))).toEqual([-2]);
  });
});
