import { type Input, table } from '@latentkit/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, signatureOf } from './signature.ts';

const values = fc.constantFrom(new Uint8Array(12), new Int32Array(12), new Float32Array(12));
const rowsOf = fc
  .record({
    values,
    shape: fc.constantFrom([12], [3, 4], [4, 3], [3, 2, 2]),
    scale: fc.constantFrom(1, 1 / 255),
    count: fc.integer({ min: 1, max: 2 }),
  })
  .map(
    ({ values, shape, scale, count }): Input => ({ table: table(values, shape, scale), rows: new Int32Array(count) }),
  );
const input = fc.oneof(fc.double({ noNaN: true }), rowsOf);
const inputs = fc.dictionary(fc.constantFrom('x', 'y', 'rate'), input, { minKeys: 1 });

describe('a signature', () => {
  it('fits the inputs that have an equal one, and no others', () => {
    const same = (a: Record<string, Input>, b: Record<string, Input>) => {
      const equal = Object.keys(a).length === Object.keys(b).length;
      return equal && Object.keys(a).every((name) => JSON.stringify(of(a)[name]) === JSON.stringify(of(b)[name]));
    };
    const of = (given: Record<string, Input>) => signatureOf(given) as Record<string, unknown>;
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        expect(fits(signatureOf(a), a)).toBe(true);
        expect(fits(signatureOf(a), b)).toBe(same(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('is of the shape as it was, whatever the caller does to it', () => {
    const shape = [3, 4];
    const y = { table: table(new Float32Array(12), shape), rows: new Int32Array(1) };
    const signature = signatureOf({ y });
    shape.splice(0, 2, 4, 3);
    expect(fits(signature, { y })).toBe(false);
  });
});
