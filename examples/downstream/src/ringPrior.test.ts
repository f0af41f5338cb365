import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { ringPrior } from './ringPrior.ts';

const prior = ringPrior({ radius: 2, deviation: 0.3 });

/** Σ f(z) p(z) over a grid of the plane. */
function mean(f: (x: number, y: number) => number): number {
  const [from, step, count] = [-4.01, 0.05, 161];
  const z = Array.from({ length: count ** 2 }, (_, i) => [
    from + step * (i % count),
    from + step * Math.floor(i / count),
  ]);
  const logs = prior.logDensity(tf.tensor2d(z)).dataSync();
  return z.reduce((sum, [x = 0, y = 0], i) => sum + f(x, y) * Math.exp(logs[i] as number) * step ** 2, 0);
}

it('has the mass 1', () => expect(mean(() => 1)).toBeCloseTo(1, 2));

it('draws what its density says: E r² = ρ² + s²', () => {
  const z = prior.sample([4000, 2], counterRandom({ seed: 1, step: 0 }));
  const drawn = tf.mean(tf.sum(tf.square(z), 1)).dataSync()[0] as number;
  expect(mean((x, y) => x ** 2 + y ** 2)).toBeCloseTo(2 ** 2 + 0.3 ** 2, 1);
  expect(drawn).toBeCloseTo(2 ** 2 + 0.3 ** 2, 1);
});
