import { runInNewContext } from 'node:vm';
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

  it.each([
    [Uint8ClampedArray.of(0, 255), Uint8Array.of(0, 255)],
    [Int8Array.of(-128, 127), Int32Array.of(-128, 127)],
    [Int16Array.of(-32_768, 7), Int32Array.of(-32_768, 7)],
    [Uint16Array.of(0, 65_535), Int32Array.of(0, 65_535)],
    [Uint32Array.of(0, 2 ** 31 - 1), Int32Array.of(0, 2 ** 31 - 1)],
    [Uint32Array.of(1, 2 ** 31), Float32Array.of(1, 2 ** 31)],
    [Float64Array.of(0.1, -2), Float32Array.of(0.1, -2)],
  ])('makes %o one of an engine', (values, stored) => {
    expect(table(values, [2]).values).toEqual(stored);
  });

  it('takes bytes, int32 and float32 as they lie, also of another realm', () => {
    for (const values of [Uint8Array.of(1), Int32Array.of(-1), Float32Array.of(0.1)]) {
      expect(table(values, [1]).values).toBe(values);
    }
    const foreign = runInNewContext('Float32Array.of(0.5, 2)');
    expect(table(foreign, [2]).values).toBeInstanceOf(Float32Array);
    expect([...table(foreign, [2]).values]).toEqual([0.5, 2]);
  });

  it.each([
    [BigInt64Array.of(1n), 'BigInt64Array'],
    [[1], 'Array'],
  ])('refuses %o by its name', (values, name) => {
    expect(() => table(values as never, [1])).toThrow(
      `table: expected values in a typed array of numbers, received ${name}. Pass a Float32Array, or what table(values, shape) makes of another array.`,
    );
  });
});
