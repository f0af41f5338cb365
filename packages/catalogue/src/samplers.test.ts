import '@tensorflow/tfjs-backend-cpu';
import { denseAutoencoder, denseVariationalAutoencoder } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { samplers } from './samplers.ts';

const sizes = { imageShape: [4], hidden: [], latentSize: 2, seed: 1 };
const options = { components: 1, codes: 1, seed: 0 };
const titleFor = (model: unknown) => samplers.prior.title(options, { model } as OpenRun);

beforeAll(async () => void (await setBackend('cpu')));

it('calls N(0, I) a prior only where the model has one', () => {
  expect(titleFor(denseVariationalAutoencoder(sizes))).toBe('prior p(z)');
  expect(titleFor(denseAutoencoder(sizes))).toBe('normal N(0, I)');
});
