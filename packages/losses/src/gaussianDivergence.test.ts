import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import between from '../testdata/kl_diag_gaussians.json';
import standard from '../testdata/kl_standard_normal.json';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, stored, wave } from '../testing/numbers.ts';
import { gaussianDivergence, meanDivergence, varianceDivergence } from './gaussianDivergence.ts';

const number = fc.float({ min: -4, max: 4, noNaN: true });
const numbers = fc.tuple(number, number, number, number);

onEachBackend((backend) => {
  const posterior = () => ({ mean: stored(standard.inputs.mu), logVariance: stored(standard.inputs.logvar) });
  const p = () => ({ mean: stored(between.inputs.mu1), logVariance: stored(between.inputs.logvar1) });
  const q = () => ({ mean: stored(between.inputs.mu2), logVariance: stored(between.inputs.logvar2) });

  it('is the golden divergence to N(0, I), with its gradients', () => {
    const { per_sample, grad_of_sum } = standard.expected;
    const { mean, logVariance } = posterior();
    expectClose(gaussianDivergence({ mean, logVariance }), per_sample);
    expectClose(
      gradient((mean) => gaussianDivergence({ mean, logVariance }), mean),
      grad_of_sum.mu,
    );
    expectClose(
      gradient((logVariance) => gaussianDivergence({ mean, logVariance }), logVariance),
      grad_of_sum.logvar,
    );
  });

  it('is 0 at N(0, I) itself', () => {
    const normal = { mean: tf.zeros([1, 3]), logVariance: tf.zeros([1, 3]) };
    expect(gaussianDivergence(normal).dataSync()[0]).toBe(standard.expected.zero_case_mu0_logvar0);
  });

  it('is the golden divergence between two Gaussians, with its four gradients', () => {
    const { per_sample, grad_of_sum } = between.expected;
    expectClose(gaussianDivergence(p(), q()), per_sample);
    const by = {
      mu1: gradient((mean) => gaussianDivergence({ ...p(), mean }, q()), p().mean),
      logvar1: gradient((logVariance) => gaussianDivergence({ ...p(), logVariance }, q()), p().logVariance),
      mu2: gradient((mean) => gaussianDivergence(p(), { ...q(), mean }), q().mean),
      logvar2: gradient((logVariance) => gaussianDivergence(p(), { ...q(), logVariance }), q().logVariance),
    };
    expectClose(by.mu1, grad_of_sum.mu1);
    expectClose(by.logvar1, grad_of_sum.logvar1);
    expectClose(by.mu2, grad_of_sum.mu2);
    expectClose(by.logvar2, grad_of_sum.logvar2);
  });

  it('adds up both ways to the golden Jeffreys divergence', () => {
    const bothWays = tf.add(gaussianDivergence(p(), q()), gaussianDivergence(q(), p()));
    expectClose(bothWays, between.expected.jeffreys_per_sample);
  });

  it('is U + V', () => {
    const { per_sample } = standard.expected;
    expectClose(tf.add(meanDivergence(posterior()), varianceDivergence(posterior())), per_sample);
    expectClose(meanDivergence({ mean: tf.tensor2d([[3, 4]]) }), [12.5]);
    const variances = [0.5, 2];
    const closed = variances.reduce((sum, v) => sum + 0.5 * (v - Math.log(v) - 1), 0);
    expectClose(varianceDivergence({ logVariance: tf.log(tf.tensor2d([variances])) }), [closed]);
  });

  it('to the prior N(0, I), given or not, is the same', () => {
    const prior = { mean: tf.zeros([4, 5]), logVariance: tf.zeros([4, 5]) };
    expectClose(gaussianDivergence(posterior(), prior), standard.expected.per_sample);
  });

  it('is never negative, and 0 from a Gaussian to itself', () => {
    // wasm's expm1 is exp − 1, so V is off by float32's rounding of 1 near v = 1.
    const lowest = backend === 'wasm' ? -1e-6 : 0;
    fc.assert(
      fc.property(numbers, numbers, ([m1, v1, m2, v2], [m3, v3, m4, v4]) => {
        const p = { mean: tf.tensor2d([[m1, m2]]), logVariance: tf.tensor2d([[v1, v2]]) };
        const q = { mean: tf.tensor2d([[m3, m4]]), logVariance: tf.tensor2d([[v3, v4]]) };
        expect(gaussianDivergence(p).dataSync()[0]).toBeGreaterThanOrEqual(lowest);
        expect(gaussianDivergence(p, q).dataSync()[0]).toBeGreaterThanOrEqual(lowest);
        expect(gaussianDivergence(p, p).dataSync()[0]).toBe(0);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('agrees with finite differences', () => {
    const mean = wave([3, 2], 1.5);
    const prior = { mean: wave([3, 2], 1, 4), logVariance: wave([3, 2], 0.7, 3) };
    const byLogVariance = (logVariance: tf.Tensor) => gaussianDivergence({ mean, logVariance }, prior);
    const byPrior = (logVariance: tf.Tensor) =>
      gaussianDivergence({ mean, logVariance: wave([3, 2]) }, { ...prior, logVariance });
    for (const energy of [byLogVariance, byPrior]) {
      const at = wave([3, 2], 0.8, 2);
      expectClose(gradient(energy, at), finiteDifference(energy, at), { rtol: 1e-3, atol: 1e-3 });
    }
  });

  it('has the right second derivative ½ v by logVariance', () => {
    const logVariance = wave([2, 3], 1.2);
    const slope = (logVariance: tf.Tensor) => gradient((l) => varianceDivergence({ logVariance: l }), logVariance);
    expectClose(gradient(slope, logVariance), tf.mul(tf.exp(logVariance), 0.5));
  });

  it('names all four tensors when one has another shape', () => {
    const posterior = { mean: tf.zeros([8, 2]), logVariance: tf.zeros([8, 2]) };
    const prior = { mean: tf.zeros([8, 2]), logVariance: tf.zeros([1, 2]) };
    expect(() => gaussianDivergence(posterior, prior)).toThrow(
      'gaussianDivergence: expected mean, logVariance, prior.mean and prior.logVariance of one shape [batch, …], received ' +
        'mean [8,2], logVariance [8,2], prior.mean [8,2] and prior.logVariance [1,2]. Reshape one of them; nothing is broadcast.',
    );
  });
});
