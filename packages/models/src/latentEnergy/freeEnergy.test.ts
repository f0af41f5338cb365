import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gaussianPair } from '../../testing/gaussianPair.ts';
import { standardNormal } from '../distributions/standardNormal.ts';
import { uniformAngles } from '../distributions/uniformAngles.ts';
import { angles, codeGrid } from '../infer/codes.ts';
import { exhaustive } from '../infer/exhaustive.ts';
import { ellipseModel } from './ellipseModel.ts';
import { freeEnergyByCodes } from './freeEnergy.ts';
import { freeEnergyByLangevin } from './freeEnergyByLangevin.ts';
import { latentEnergyModel } from './latentEnergyModel.ts';
import { softMinimum } from './softMinimum.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const y = () =>
  tf.tensor2d([
    [1.2, 0.3],
    [-0.4, 0.9],
    [0.1, -2],
  ]);

describe('the free energy of the ellipse', () => {
  it('rises from the mean energy to the least one no further than log(K)/β below, never beyond', () => {
    const model = ellipseModel({ axes: [1.5, 0.75] });
    const codes = angles(48);
    const at = (beta: number) => [...freeEnergyByCodes(model, { y: y() }, { codes, beta }).dataSync()];
    const [mean, least] = tf.tidy(() => {
      const energies = model.energyOf({ y: y() }).over(tf.tensor2d(codes.values as Float32Array, [48, 1]));
      return [[...tf.mean(energies, 1).dataSync()], [...tf.min(energies, 1).dataSync()]] as [number[], number[]];
    });
    const betas = [0.1, 1, 10, 100, 1e4, Number.POSITIVE_INFINITY];
    betas.map(at).forEach((F, step, all) => {
      F.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual(mean[i] as number);
        expect(value).toBeGreaterThanOrEqual((least[i] as number) - 1e-6);
        expect(value - (least[i] as number)).toBeLessThanOrEqual(Math.log(48) / (betas[step] as number) + 1e-6);
        if (step > 0) expect(value).toBeLessThanOrEqual((all[step - 1]?.[i] as number) + 1e-6);
      });
    });
    model.dispose();
  });

  it.each([1, 5, 20])('by Langevin samples is that of the grid within its error, β = %d', (beta) => {
    const model = ellipseModel({ axes: [1.5, 0.75] });
    const grid = freeEnergyByCodes(model, { y: y() }, { codes: angles(400), beta }).dataSync();
    const random = counterRandom({ seed: 8, step: 0 });
    const estimate = freeEnergyByLangevin(model, { y: y() }, { beta, prior: uniformAngles(), particles: 400, random });
    const [F, error] = [estimate.freeEnergy.dataSync(), estimate.standardError.dataSync()];
    grid.forEach((exact, i) => {
      expect(error[i]).toBeLessThan(0.05);
      expect(Math.abs((F[i] as number) - exact)).toBeLessThan(3 * (error[i] as number));
    });
    model.dispose();
  });
});

describe('the linear-Gaussian model, E(y, z) = −log p(y|z)', () => {
  const make = () => {
    const { y, cost, ...exact } = gaussianPair();
    // Its cost is of y and z and decodes by itself.
    const decoder = { variables: {}, exampleShape: [3], latentShape: [2], decode: (z: tf.Tensor) => z, dispose() {} };
    const model = latentEnergyModel({ decoder, cost, infer: exhaustive(angles(2)) });
    return { y, cost, model, ...exact };
  };

  it('F₁(y) under the prior N(0, I) is −log p(y), by a grid', () => {
    const { y, model, logEvidence } = make();
    const axis = { from: -6, to: 6, count: 121 };
    const codes = codeGrid([axis, axis]);
    tf.tidy(() => {
      const z = tf.tensor2d(codes.values as Float32Array, [121 * 121, 2]);
      // −log ∫ p(z) p(y|z) dz: the prior takes part as an energy, the cell of the grid as a factor
      const energies = tf.sub(model.energyOf({ y }).over(z), standardNormal().logDensity(z));
      const F = softMinimum(energies as tf.Tensor2D, 1).dataSync();
      logEvidence.forEach((value, i) => {
        expect((F[i] as number) - Math.log(121 * 121 * 0.1 ** 2)).toBeCloseTo(-value, 3);
      });
    });
  });

  it('F₁(y) is −log p(y), by Langevin samples within their error', () => {
    const { y, model, logEvidence } = make();
    const random = counterRandom({ seed: 2, step: 0 });
    const estimate = freeEnergyByLangevin(
      model,
      { y },
      {
        beta: 1,
        prior: standardNormal(),
        particles: 300,
        steps: 100,
        stepSize: 0.03,
        random,
      },
    );
    const [F, error] = [estimate.freeEnergy.dataSync(), estimate.standardError.dataSync()];
    logEvidence.forEach((value, i) => {
      expect(error[i]).toBeLessThan(0.2);
      expect(Math.abs((F[i] as number) + value)).toBeLessThan(3 * (error[i] as number));
    });
  });

  it('each sample of the exact posterior has the free energy −log p(y): E(y, z) − log p(z) + log q(z|y), whatever z is', () => {
    const { y, cost, posteriorMean, posteriorCovariance, logEvidence } = make();
    const [[a, b], [, d]] = posteriorCovariance;
    const determinant = a * d - b ** 2;
    const z = tf.tensor2d([
      [0, 0],
      [1, -2],
      [3, 0.5],
      [-1, -1],
    ]);
    const costs = cost(y, z).dataSync();
    (z.arraySync() as [number, number][]).forEach(([z1, z2], i) => {
      const [m1, m2] = posteriorMean[i] as [number, number];
      const [u, v] = [z1 - m1, z2 - m2];
      const distance = (d * u * u - 2 * b * u * v + a * v * v) / determinant;
      const logPosterior = -0.5 * distance - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
      const logPrior = -0.5 * (z1 ** 2 + z2 ** 2) - Math.log(2 * Math.PI);
      expect((costs[i] as number) - logPrior + logPosterior).toBeCloseTo(-(logEvidence[i] as number), 4);
    });
  });
});

it('softMinimum refuses a β that is not positive', () => {
  expect(() => softMinimum(tf.zeros([1, 1]), 0)).toThrow(
    'softMinimum, beta: expected a number above 0, or Infinity, received 0. Pass beta as such a number.',
  );
});
