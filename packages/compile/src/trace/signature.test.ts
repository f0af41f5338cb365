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

describe('an input of another kind is refused by its name', () => {
  const refuse = (input: unknown) => () => signatureOf({ y: input as Input });
  const rows = Int32Array.of(0);

  it.each([new Float64Array(4), new Uint8ClampedArray(4), new Uint16Array(4), [1, 2, 3, 4]])('%o', (values) => {
    const table = { values, shape: [2, 2], scale: 1 };
    expect(refuse({ table, rows })).toThrow(
      `program.run, y: expected a table of Uint8Array, Int32Array or Float32Array, received ${values.constructor.name}. Convert it: Float32Array.from(values).`,
    );
    const known = { table: { ...table, values: new Float32Array(4) }, rows };
    expect(() => fits(signatureOf({ y: known }), { y: { table, rows } as unknown as Input })).toThrow('program.run, y');
  });

  it('what is neither a number nor rows', () => {
    expect(refuse(undefined)).toThrow('received undefined. Pass { table, rows }.');
    expect(refuse({ table: table(new Float32Array(2), [2, 1]), rows: [0] })).toThrow('rows (Int32Array) of a table');
  });
});
