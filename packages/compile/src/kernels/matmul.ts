import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph/graph.ts';
import { binary, gemm, matmul, reshape, transpose } from '../graph/ops.ts';
import { activate } from './activate.ts';
import type { Rule } from './rule.ts';

type Flags = { readonly transposeA: boolean; readonly transposeB: boolean };

const swapLast = (x: Value): Value => {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
};

const isMatrix = ({ shape }: Value) => shape.slice(0, -2).every((length) => length === 1);
const asMatrix = (x: Value) => reshape(x, x.shape.slice(-2));

/** op(a)·op(b) + bias, then `finish`; stacks of one matrix become a Gemm, other stacks a MatMul. */
function product(
  a: Value,
  b: Value,
  { transposeA, transposeB }: Flags,
  bias?: Value,
  finish: (x: Value) => Value = (x) => x,
) {
  const row = bias && (bias.shape.length === 1 || isMatrix(bias)) ? bias : undefined;
  if (isMatrix(a) && isMatrix(b)) {
    const lead = a.shape.length >= b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
    const flat = row && row.shape.length > 2 ? asMatrix(row) : row;
    const made = gemm(asMatrix(a), asMatrix(b), { transA: transposeA, transB: transposeB, bias: flat });
    const whole = finish(bias && !row ? binary('Add', made, bias) : made);
    return whole.shape.length === 2 ? reshape(whole, [...lead, ...whole.shape]) : whole;
  }
  const made = matmul(transposeA ? swapLast(a) : a, transposeB ? swapLast(b) : b);
  return finish(bias ? binary('Add', made, bias) : made);
}

export const products = {
  BatchMatMul: (({ a, b }, flags) => product(a, b, flags)) as Rule<tf.BatchMatMulInputs, tf.BatchMatMulAttrs>,
  _FusedMatMul: (({ a, b, bias, preluActivationWeights }, { activation, leakyreluAlpha, ...flags }) =>
    product(a, b, flags, bias, (x) =>
      activate(x, activation, { alpha: leakyreluAlpha, slope: preluActivationWeights }),
    )) as Rule<tf._FusedMatMulInputs, tf._FusedMatMulAttrs>,
};
