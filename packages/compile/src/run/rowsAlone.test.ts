import { gather, table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { rowsAlone } from './rowsAlone.ts';

const rows = Int32Array.of(2, 0, 2);

describe('rowsAlone', () => {
  it.each([
    ['bytes', Uint8Array.of(1, 2, 3, 4, 5, 6)],
    ['integers', Int32Array.of(1, -2, 3, -4, 5, -6)],
    ['floats', Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3)],
  ])('gathers the same numbers of %s, from a table of the batch alone', (_, values) => {
    const y = { table: table(values, [3, 2, 1], 0.25), rows };
    const { y: alone, rate } = rowsAlone({ y, rate: 0.1 });
    expect(rate).toBe(0.1);
    if (typeof alone !== 'object' || !('table' in alone)) return expect.unreachable();
    expect(gather(alone)).toEqual(gather(y));
    expect(alone.table.shape).toEqual([3, 2, 1]);
    expect(alone.table.values.constructor).toBe(values.constructor);
  });
});
