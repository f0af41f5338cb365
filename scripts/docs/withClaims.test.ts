import { describe, expect, it } from 'vitest';
import { holds } from './holds.ts';
import { literal } from './literal.ts';
import { withClaims } from './withClaims.ts';

const claimed = (comment: string) => withClaims(`f(); // ${comment}`).claims === 1;

describe('withClaims', () => {
  it.each(['[5]', '210 369', '−2.5', '1/255', "'a'", '{ a: 1, b: [2] }', '[1.386], which is 2 log 2', 'x = 3'])(
    '%s states a value',
    (comment) => expect(claimed(comment)).toBe(true),
  );

  it.each(['[batch]', 'nats', '128 row numbers', '28 → 14', 'values 5, 0 of shape [2]', '6627e8d5 e169c58d'])(
    '%s states none',
    (comment) => expect(claimed(comment)).toBe(false),
  );

  it('keeps every line in its place', () => {
    const { code } = withClaims('const a = [1,\n  2]; // [1, 2]\nconsole.log(a[0], a[1]); // 1, 2\n\na.length; // 2\n');
    const calls = code.split('\n').map((line) => /holds\([^"]*/.exec(line)?.[0]);
    expect(calls).toEqual([undefined, 'holds(a, ', 'holds([a[0], a[1]], ', undefined, 'holds(a.length, ', undefined]);
  });
});

describe('holds', () => {
  const check = (value: unknown, comment: string) => () =>
    holds(value, comment, literal(comment) as NonNullable<ReturnType<typeof literal>>);

  it('takes a number for as exact as its digits', () => {
    expect(check(1.3863, '1.386')).not.toThrow();
    expect(check(1.3866, '1.386')).toThrow('the comment says 1.386, the value is 1.3866');
    expect(check(3, '2')).toThrow();
    expect(check(1.4e-5, '1e-5')).not.toThrow();
  });

  it('compares lists, typed arrays and records whole', () => {
    expect(check(Float32Array.of(0.1, 2), '[0.1, 2]')).not.toThrow();
    expect(check([1, 2, 3], '[1, 2]')).toThrow();
    expect(check({ a: 1, b: 2 }, '{ a: 1 }')).toThrow();
    expect(check({ a: [true] }, '{ a: [true] }')).not.toThrow();
    expect(check(undefined, '[1]')).toThrow();
  });

  it('takes the shape of a tensor or a table for an answer', () => {
    expect(check({ shape: [128, 2] }, '[128, 2]')).not.toThrow();
    expect(check({ shape: [2, 128] }, '[128, 2]')).toThrow();
  });
});
