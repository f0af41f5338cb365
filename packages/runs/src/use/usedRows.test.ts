import { expect, it } from 'vitest';
import type { OpenRun } from '../folder/openRun.ts';
import { usedRows } from './usedRows.ts';

const split = (...values: number[]) => ({
  y: { values: Float32Array.from(values), shape: [values.length, 1], scale: 1 },
});

it.each([
  ['drawn from one file, in its order', { train: [0, 2, 3], test: [1] }, [10, 30, 11, 12], [0, 1, 2, 3]],
  ['of two arrays of a file, one after the other', { train: [0, 1, 2], test: [0] }, [10, 11, 12, 30], [0, 1, 2, 0]],
])('all rows of a run: those %s', async (_, { train, test }, values, rows) => {
  const data = async () => ({
    name: 'a',
    train: split(10, 11, 12),
    test: split(30),
    rows: { train: Int32Array.from(train), test: Int32Array.from(test) },
  });
  const used = await usedRows({ data } as unknown as OpenRun, { split: 'all' });
  expect([[...used.y.values], [...used.rows]]).toEqual([values, rows]);
});
