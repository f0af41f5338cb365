import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { fuzzOne } from './testing/fuzz.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it.each([['x among its own minima, of a part of x', 21367]])('%s', async (_, seed) => {
  expect(await fuzzOne(seed)).toBe('agrees');
});

it('300 random programs agree with eager, forward and backward, or are refused by name', async () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 300; seed++) {
    const verdict = await fuzzOne(seed);
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  expect(counts.get('agrees')).toBeGreaterThan(200);
}, 60_000);
