import '@tensorflow/tfjs-backend-cpu';
import { eager, table } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { disentanglementMeasures } from './disentanglementMeasures.ts';

const rows = 240;
const levels = Float32Array.from({ length: 2 * rows }, (_, i) =>
  i % 2 === 0 ? (i / 2) % 4 : Math.floor((i - 1) / 8) % 3,
);
const [y, factors] = [table(levels, [rows, 2]), table(levels, [rows, 2])];
const model = { encode: (y: tf.Tensor) => y, variables: {} };
const on = {
  engine: eager({ backend: 'cpu' }),
  data: { name: 'levels', train: { y }, test: { y } },
  means: async () => ({}),
};

it('codes that are the factors are disentangled', async () => {
  const measured = await disentanglementMeasures(model, { ...on, split: { y, factors } });
  expect(measured['mutual information gap (MIG)']).toBeCloseTo(1, 6);
  expect(measured['FactorVAE score']).toBe(1);
});

it('a data set without known factors has no such measure', async () => {
  expect(await disentanglementMeasures(model, { ...on, split: { y } })).toEqual({});
});
