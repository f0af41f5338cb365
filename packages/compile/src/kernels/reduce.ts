import type * as tf from '@tensorflow/tfjs-core';
import { node, type Value } from '../graph/graph.ts';
import { cast, expand, type ReduceOp, reduce, scalar } from '../graph/ops.ts';
import { wide } from './boolean.ts';
import type { None, Rule, Unary } from './rule.ts';

type Axes = number | readonly number[] | null | undefined;

/** Which axes, counted from the front; none named means all. */
export function axesOf(axis: Axes, rank: number): number[] {
  const named = axis === null || axis === undefined ? Array.from({ length: rank }, (_, i) => i) : [axis].flat();
  return (named as number[]).map((i) => (i < 0 ? i + rank : i));
}

type Attributes = { readonly axis?: Axes; readonly keepDims?: boolean };
const over =
  (op: ReduceOp): Rule<Unary, Attributes> =>
  ({ x }, { axis, keepDims }) =>
    reduce(op, wide(x), axesOf(axis, x.shape.length), keepDims);

const truth =
  (op: 'ReduceMin' | 'ReduceMax'): Rule<Unary, Attributes> =>
  ({ x }, { axis, keepDims }) =>
    cast(reduce(op, cast(x, 'int32'), axesOf(axis, x.shape.length), keepDims), 'bool');

function argument(op: 'ArgMax' | 'ArgMin', x: Value, axis: number): Value {
  const at = axesOf(axis, x.shape.length)[0] as number;
  const shape = x.shape.filter((_, i) => i !== at);
  return cast(node(op, [wide(x)], { dtype: 'int64', shape }, { axis: at, keepdims: 0 }), 'int32');
}

function cumulative(x: Value, { axis, exclusive, reverse }: tf.CumsumAttrs): Value {
  // tfjs's cpu backend makes 0 of it.
  if (x.shape.length === 0) throw new TypeError('cumsum of a tensor without axes');
  const flags = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
  return node('CumSum', [x, scalar(axesOf(axis, x.shape.length)[0] as number, 'int32')], x, flags);
}

export const reductions = {
  Sum: over('ReduceSum'),
  Mean: (({ x }, { axis, keepDims }) =>
    reduce('ReduceMean', cast(x, 'float32'), axesOf(axis, x.shape.length), keepDims)) as Rule<Unary, Attributes>,
  Max: (({ x }, { reductionIndices, keepDims }) =>
    reduce('ReduceMax', wide(x), axesOf(reductionIndices, x.shape.length), keepDims)) as Rule<Unary, tf.MaxAttrs>,
  Min: over('ReduceMin'),
  Prod: over('ReduceProd'),
  All: truth('ReduceMin'),
  Any: truth('ReduceMax'),
  ArgMax: (({ x }, { axis }) => argument('ArgMax', x, axis)) as Rule<Unary, tf.ArgMaxAttrs>,
  ArgMin: (({ x }, { axis }) => argument('ArgMin', x, axis)) as Rule<Unary, tf.ArgMinAttrs>,
  Cumsum: (({ x }, attributes) => cumulative(x, attributes)) as Rule<Unary, tf.CumsumAttrs>,
  Softmax: (({ logits }) => node('Softmax', [logits], logits, { axis: -1 })) as Rule<tf.SoftmaxInputs, tf.SoftmaxAttrs>,
  /** Zeros of the value's shape and type. Nothing of x is used. */
  ZerosLike: (({ x }) => filled(x, 0)) as Rule<Unary, None>,
  OnesLike: (({ x }) => filled(x, 1)) as Rule<Unary, None>,
};

function filled({ shape, dtype }: Value, value: number): Value {
  return expand(scalar(value, dtype), shape);
}
