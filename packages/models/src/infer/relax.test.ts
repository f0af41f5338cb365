import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gaussianPair } from '../../testing/gaussianPair.ts';
import { withRegularizer } from '../energy/codeRegularizer.ts';
import { l1 } from '../energy/l1.ts';
import { l2 } from '../energy/l2.ts';
import { relax } from './relax.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const columns = (energies: tf.Tensor2D) => tf.transpose(energies).arraySync() as number[][];

describe('relax', () => {
  it('finds the posterior mean of the linear-Gaussian model: ž = (WWᵀ + σ²I)⁻¹ W (y − b)', () => {
    const { cost, posteriorMean, y } = gaussianPair();
    // E(y, z) = −log p(y|z) − log p(z) up to a constant, whose minimum is the mean of a Gaussian posterior
    const energy = withRegularizer((z) => cost(y, z), l2(), 1);
    for (const momentum of [0, 0.5]) {
      const { z } = relax(energy, tf.zeros([4, 2]), { steps: 200, stepSize: 0.5, momentum });
      const found = z.arraySync() as number[][];
      posteriorMean.forEach((mean, i) => {
        mean.forEach((value, j) => {
          expect(found[i]?.[j]).toBeCloseTo(value, 4);
        });
      });
    }
  });

  it.each([1e-4, 0.1, 10, 1e6])('lowers the energy of every example and at no step raises it, η = %d', (stepSize) => {
    const target = tf.tensor2d(fillNormal(new Float32Array(24), { seed: 3, stream: streams.callers, step: 0 }), [8, 3]);
    // Not convex, and the examples have curvatures from 1 to 100.
    const scale = tf.tensor1d([1, 2, 5, 10, 20, 50, 80, 100]);
    const smooth = (z: tf.Tensor) => tf.mul(tf.sum(tf.square(tf.sub(tf.sin(z), target)), 1), scale) as tf.Tensor1D;
    const { energies } = relax({ smooth }, tf.zeros([8, 3]), { steps: 40, stepSize });
    expect(energies.shape).toEqual([41, 8]);
    for (const column of columns(energies)) {
      column.slice(1).forEach((value, k) => {
        expect(value).toBeLessThanOrEqual(column[k] as number);
      });
      expect(column.at(-1)).toBeLessThan(column[0] as number);
    }
  });

  it('steps |z| by its proximal map: the minimum of ½(z − a)² + λ|z| is the soft threshold, 0 exactly where |a| ≤ λ', () => {
    const a = tf.tensor2d([[3, -2, 0.4, -0.1]]);
    const energy = withRegularizer((z) => tf.mul(tf.sum(tf.squaredDifference(z, a), 1), 0.5), l1(), 0.5);
    const z = [...relax(energy, tf.ones([1, 4]), { steps: 60, stepSize: 0.3 }).z.dataSync()];
    [2.5, -1.5, 0, 0].forEach((value, i) => {
      expect(z[i]).toBeCloseTo(value, 3);
    });
    expect(z.slice(2).map(Math.abs)).toEqual([0, 0]);
  });
});

it.each([
  [{ steps: 0 }, 'relax, steps: expected a whole number of at least 1, received 0. Pass steps as such a number.'],
  [{ stepSize: -1 }, 'relax, stepSize: expected a finite number above 0, received -1. Pass stepSize as such a number.'],
  [{ momentum: 1 }, 'relax, momentum: expected a number in [0, 1), received 1.'],
])('refuses %j', (options, message) => {
  expect(() => relax({ smooth: (z) => tf.sum(z, 1) }, tf.zeros([1, 1]), options)).toThrow(message);
});
