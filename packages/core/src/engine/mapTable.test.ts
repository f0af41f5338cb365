import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { table } from '../data/table.ts';
import { eager } from './eager.ts';
import { mapTable } from './mapTable.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const numbers = table(
  Float32Array.from({ length: 10 }, (_, i) => i),
  [5, 2],
);

describe('mapTable', () => {
  it('maps every row in order, the shorter last batch included', async () => {
    const map = (y: tf.Tensor) => tf.sum(y, 1);
    const { values, shape } = await mapTable({
      engine: eager({ backend: 'cpu' }),
      map,
      state: [],
      table: numbers,
      batchSize: 2,
    });
    expect([[...values], shape]).toEqual([[1, 5, 9, 13, 17], [5]]);
  });
});
