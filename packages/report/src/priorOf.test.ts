import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import { denseVariationalAutoencoder, gaussianMixturePrior } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { priorOf } from './priorOf.ts';

const sizes = { imageShape: [4], hidden: [], latentSize: 2, seed: 1 };
const runOf = (model: unknown) => ({ model }) as OpenRun;

beforeAll(async () => void (await setBackend('cpu')));

it('draws from the prior that a model brings, and gives its density', () => {
  const prior = gaussianMixturePrior({ components: 3, latentShape: [2], seed: 1 });
  const sampler = priorOf(runOf(denseVariationalAutoencoder({ ...sizes, prior })));
  const codes = prior.sample([5, 2], counterRandom({ seed: 7, step: 0 }));
  const drawn = sampler?.sample(5, { seed: 7 });
  expect(drawn).toEqual({ values: codes.dataSync(), shape: [5, 2] });
  expect(drawn && sampler?.logDensity(drawn)).toEqual(Float64Array.from(prior.logDensity(codes).dataSync()));
});

it('leaves N(0, I) to the sampler that needs no model', () => {
  expect(priorOf(runOf(denseVariationalAutoencoder(sizes)))).toBeUndefined();
});
