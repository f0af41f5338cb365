import { describe, expect, it } from 'vitest';
import { input } from '../graph/graph.ts';
import { binary, reshape, scalar, unary } from '../graph/ops.ts';
import { rangeOf } from './rangeOf.ts';

const x = input('x', 'float32', [2, 3]);
const everything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

describe('rangeOf', () => {
  it('1 + exp(−|x|) lies in [1, 2]', () => {
    const exponential = unary('Exp', unary('Neg', unary('Abs', x)));
    expect(rangeOf(reshape(binary('Add', scalar(1), exponential), [6]))).toEqual([1, 2]);
  });

  it('max(σ, 1 − σ) lies in [½, 1], and max of two others need not', () => {
    const [s, t] = [unary('Sigmoid', x), unary('Sigmoid', unary('Neg', x))];
    const rest = binary('Sub', scalar(1), s);
    expect(rangeOf(rest)).toEqual([0, 1]);
    expect(rangeOf(binary('Max', s, rest))).toEqual([0.5, 1]);
    expect(rangeOf(binary('Max', t, rest))).toEqual([0, 1]);
  });

  it('of what it does not know, everything', () => {
    expect(rangeOf(x)).toEqual(everything);
    expect(rangeOf(binary('Add', x, scalar(1)))).toEqual(everything);
    expect(rangeOf(binary('Mul', unary('Abs', x), x))).toEqual(everything);
  });
});
