import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import { gaussianDivergence } from '@latentkit/losses';
import { priorLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  angles,
  codeGrid,
  type Distribution,
  divergenceFrom,
  gaussianMixturePrior,
  learnedClassPrior,
  logNormal,
  normal,
  type Prior,
  standardNormal,
  uniformAngles,
} from '../index.ts';
import { reparameterize } from '../variational/reparameterize.ts';

beforeAll(() => tf.setBackend('cpu'));

const random = (seed = 1) => counterRandom({ seed, step: 0 });
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const gaussian = (mean: number[], logVariance: number[]) => ({
  mean: tf.tensor2d([mean]),
  logVariance: tf.tensor2d([logVariance]),
});

/** Two components of unequal shares and widths. */
function mixture(): Prior {
  const prior = gaussianMixturePrior({ components: 2, latentShape: [2] });
  prior.variables.means?.assign(tf.tensor2d([[-2, 0], [1.5, 1]])); // biome-ignore format: rows
  prior.variables.logVariances?.assign(tf.tensor2d([[-1, 0], [0.5, -0.5]])); // biome-ignore format: rows
  prior.variables.logits?.assign(tf.tensor1d([1, 0]));
  return prior;
}

const plane: Record<string, () => Distribution> = {
  'N(0, I)': standardNormal,
  'N(m, s)': () => normal(gaussian([1, -0.5], [-1, 0.5])),
  'a mixture': mixture,
  'the prior of a class': () => learnedClassPrior({ classes: 3, latentShape: [2] }).given(tf.tensor1d([2])),
};

for (const [name, make] of Object.entries(plane)) priorLaws(name, { backend: 'cpu', make, size: 2 });
priorLaws('uniform angles', { backend: 'cpu', make: uniformAngles, size: 1, box: { from: 0, to: 2 * Math.PI } });

describe.each(Object.entries(plane))('%s', (_, make) => {
  it('has a divergence by draws that nears that by a grid', () => {
    const distribution = make();
    const q = gaussian([0.5, -1], [-0.5, -1]);
    const samples = 20_000;
    const z = normal(q).sample([samples, 2], random(2));
    const byDraws = (prior: Distribution) => {
      const { meanDivergence, varianceDivergence } = divergenceFrom(prior, q, z);
      return numbers(tf.add(meanDivergence, varianceDivergence))[0] as number;
    };
    const { sample, logDensity } = distribution;
    const axis = { from: -8, to: 8, count: 161 };
    const grid = tf.tensor2d(codeGrid([axis, axis]).values as Float32Array, [161 ** 2, 2]);
    const logQ = logNormal(grid, q);
    // ∫ q log q/p
    const exact = numbers(tf.sum(tf.mul(tf.exp(logQ), tf.sub(logQ, logDensity(grid)))))[0] as number;
    expect(byDraws({ sample, logDensity })).toBeCloseTo(exact * 0.01, 1);
    expect(Math.abs(byDraws({ sample, logDensity }) - exact * 0.01)).toBeLessThan(0.03);
    if (distribution.divergence) expect(byDraws(distribution)).toBeCloseTo(exact * 0.01, 3);
  });
});

it('the divergence between two normals is the one of losses, and the sum of those of their numbers', () => {
  const [q, p] = [gaussian([0.5, -1], [-0.5, -1]), gaussian([1, 2], [0.3, -0.2])];
  const { meanDivergence, varianceDivergence } = divergenceFrom(normal(p), q, q.mean);
  const exact = numbers(gaussianDivergence(q, p))[0] as number;
  expect(numbers(tf.add(meanDivergence, varianceDivergence))[0]).toBeCloseTo(exact, 5);
  for (const [prior, whole] of [
    [normal(p), exact],
    [standardNormal(), numbers(gaussianDivergence(q))[0] as number],
  ] as const) {
    expect(numbers(tf.sum(prior.divergencePerNumber?.(q) as tf.Tensor))[0]).toBeCloseTo(whole, 5);
  }
});

it('log q − log p by draws is 0 for each draw where the two are one', () => {
  const q = gaussian([0.5, -1], [-0.5, -1]);
  const { logDensity, sample } = normal(q);
  const { meanDivergence, varianceDivergence } = divergenceFrom({ logDensity, sample }, q, reparameterize(q, random()));
  expect(numbers(tf.add(meanDivergence, varianceDivergence))[0]).toBeCloseTo(0, 6);
});

it('a mixture of one component, or of equal ones, is that normal', () => {
  const z = tf.tensor2d([[0.3, -1], [2, 0]]); // biome-ignore format: rows
  for (const components of [1, 3]) {
    const prior = gaussianMixturePrior({ components, latentShape: [2] });
    prior.variables.means?.assign(tf.zeros([components, 2]));
    numbers(prior.logDensity(z)).forEach((log, i) => {
      expect(log).toBeCloseTo(numbers(logNormal(z))[i] as number, 5);
    });
  }
});

it('a mixture draws its components by their shares, σ(1) and σ(−1)', () => {
  const prior = mixture();
  prior.variables.means?.assign(tf.tensor2d([[-100, 0], [100, 0]])); // biome-ignore format: rows
  const first = tf.slice(prior.sample([20_000, 2], random()), [0, 0], [-1, 1]);
  const share = numbers(tf.mean(tf.cast(tf.less(first, 0), 'float32')))[0] as number;
  expect(Math.abs(share - 1 / (1 + Math.exp(-1)))).toBeLessThan(0.01);
});

it('angles have the density 1/2π each, whatever the angle', () => {
  const around = tf.tensor2d(angles(5).values as Float32Array, [5, 1]);
  for (const log of numbers(uniformAngles().logDensity(around))) expect(log).toBeCloseTo(-Math.log(2 * Math.PI), 6);
  for (const angle of numbers(uniformAngles().sample([100, 1], random()))) {
    expect(angle >= 0 && angle < 2 * Math.PI).toBe(true);
  }
});

it('refuses components and sizes that are not whole numbers', () => {
  expect(() => gaussianMixturePrior({ components: 0, latentShape: [2] })).toThrow('gaussianMixturePrior, components');
  expect(() => gaussianMixturePrior({ components: 2, latentShape: [0.5] })).toThrow('latentShape[0]');
  expect(() => learnedClassPrior({ classes: 0, latentShape: [2] })).toThrow('learnedClassPrior, classes');
});
