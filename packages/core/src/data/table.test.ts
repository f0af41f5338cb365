import { describe, expect, it } from 'vitest';
import { gather, rowSize, table } from './table.ts';

const bytes = table(Uint8Array.of(0, 51, 102, 153, 204, 255), [3, 2, 1], 1 / 255);

describe('table', () => {
  it('keeps bytes and widens them to scaled float32 where rows are gathered, in the order asked', () => {
    expect(rowSize(bytes)).toBe(2);
    expect([...gather({ table: bytes, rows: Int32Array.of(2, 0) })]).toEqual([0.8, 1, 0, 0.2].map(Math.fround));
  });

  it('refuses a shape that its values do not fill', () => {
    expect(() => table(new Float32Array(5), [3, 2])).toThrow(
      'table: expected 6 values for shape [3,2], received 5. Give the shape as [rows, …row] of the values.',
    );
  });
});
