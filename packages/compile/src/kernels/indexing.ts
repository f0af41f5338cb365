import type * as tf from '@tensorflow/tfjs-core';
import { toValues } from '../graph/dtype.ts';
import { constant, node, nodes, sizeOf, type Value } from '../graph/graph.ts';
import { binary, cast, compare, expand, gather, reshape, scalar, where } from '../graph/ops.ts';
import { axesOf } from './reduce.ts';
import type { Binary, None, Rule, Unary } from './rule.ts';

/** x [b…, …], indices [b…, …]: with batch dimensions, each example has rows of its own. */
function gatherRows(x: Value, indices: Value, axis: number, batch: number): Value {
  const at = axesOf(axis, x.shape.length)[0] as number;
  if (batch === 0) return gather(x, indices, at);
  if (at !== batch) throw new TypeError('gather with batchDims along an axis that is not the next one');
  const places = cast(reshape(indices, [...indices.shape, 1]), 'int64');
  const shape = [...indices.shape, ...x.shape.slice(batch + 1)];
  return node('GatherND', [x, places], { dtype: x.dtype, shape }, { batch_dims: batch });
}

function gatherPlaces(x: Value, indices: Value): Value {
  const depth = indices.shape[indices.shape.length - 1] as number;
  const shape = [...indices.shape.slice(0, -1), ...x.shape.slice(depth)];
  return node('GatherND', [x, cast(indices, 'int64')], { dtype: x.dtype, shape }, { batch_dims: 0 });
}

const numbers = (dtype: 'float32' | 'int32', values: readonly number[]) =>
  constant(dtype, [values.length], toValues(dtype, values));

function oneHot(indices: Value, { depth, onValue, offValue, dtype }: tf.OneHotAttrs): Value {
  const type = (dtype ?? 'float32') as 'float32' | 'int32';
  const classes = numbers(
    'int32',
    Array.from({ length: depth }, (_, i) => i),
  );
  const hit = compare('Equal', reshape(indices, [...indices.shape, 1]), classes);
  return where(hit, scalar(onValue, type), scalar(offValue, type));
}

/** Rows of x added to the rows that the ids name: the gradient of an embedding. */
function segmentSum(x: Value, ids: Value, count: number): Value {
  const [rows, ...rest] = x.shape as [number, ...number[]];
  const width = sizeOf(rest);
  const flat = reshape(x, [rows, width]);
  const places = expand(reshape(cast(ids, 'int64'), [rows, 1]), [rows, width]);
  const zeros = expand(scalar(0, x.dtype), [count, width]);
  const sums = node('ScatterElements', [zeros, places, flat], zeros, { axis: 0, reduction: 'add' });
  return reshape(sums, [count, ...rest]);
}

const scatter = (into: Value, indices: Value, updates: Value, reduction: 'add' | 'none') =>
  node('ScatterND', [into, cast(indices, 'int64'), updates], into, { reduction });

function largest(x: Value, k: number): readonly Value[] {
  const shape = [...x.shape.slice(0, -1), k];
  const count = constant('int64', [1], BigInt64Array.of(BigInt(k)));
  const results = [
    { dtype: x.dtype, shape },
    { dtype: 'int64' as const, shape },
  ];
  const [values, places] = nodes('TopK', [x, count], results, { axis: -1, largest: 1, sorted: 1 });
  return [values as Value, cast(places as Value, 'int32')];
}

function range({ start, stop, step, dtype }: tf.RangeAttrs): Value {
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const values = Array.from({ length: count }, (_, i) => start + i * step);
  return numbers((dtype ?? 'float32') as 'float32', values);
}

export const indexing = {
  GatherV2: (({ x, indices }, { axis, batchDims = 0 }) => gatherRows(x, indices, axis, batchDims)) as Rule<
    tf.GatherV2Inputs,
    tf.GatherV2Attrs
  >,
  GatherNd: (({ params, indices }) => gatherPlaces(params, indices)) as Rule<tf.GatherNdInputs, None>,
  OneHot: (({ indices }, attributes) => oneHot(indices, attributes)) as Rule<tf.OneHotInputs, tf.OneHotAttrs>,
  UnsortedSegmentSum: (({ x, segmentIds }, { numSegments }) => segmentSum(x, segmentIds, numSegments)) as Rule<
    tf.UnsortedSegmentSumInputs,
    tf.UnsortedSegmentSumAttrs
  >,
  ScatterNd: (({ indices, updates }, { shape }) =>
    scatter(expand(scalar(0, updates.dtype), shape), indices, updates, 'add')) as Rule<
    tf.ScatterNdInputs,
    tf.ScatterNdAttrs
  >,
  TensorScatterUpdate: (({ tensor, indices, updates }) => scatter(tensor, indices, updates, 'none')) as Rule<
    tf.TensorScatterUpdateInputs,
    None
  >,
  TopK: (({ x }, { k }) => largest(x, k)) as Rule<Unary, tf.TopKAttrs>,
  Range: ((_, attributes) => range(attributes)) as Rule<None, tf.RangeAttrs>,
  LinSpace: ((_, { start, stop, num }) =>
    numbers(
      'float32',
      Array.from({ length: num }, (_, i) => start + (num > 1 ? (i * (stop - start)) / (num - 1) : 0)),
    )) as Rule<None, tf.LinSpaceAttrs>,
  /** A matrix (or higher) with x on its diagonal: x [n] → [n, n]. */
  Diag: (({ x }) => {
    const n = sizeOf(x.shape);
    const eye = Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
    const spread = binary('Mul', constant('float32', [n, n], eye), reshape(cast(x, 'float32'), [1, n]));
    return cast(reshape(spread, [...x.shape, ...x.shape]), x.dtype);
  }) as Rule<Unary, None>,
  BitwiseAnd: (({ a, b }) => node('BitwiseAnd', [a, b], binary('Add', a, b))) as Rule<Binary, None>,
  Einsum: ((values, { equation }) => {
    const [from = '', to = ''] = equation.replace(/\s/g, '').split('->');
    const lengths = new Map<string, number>();
    for (const [i, letters] of from.split(',').entries()) {
      for (const [axis, letter] of [...letters].entries())
        lengths.set(letter, (values[i] as Value).shape[axis] as number);
    }
    const shape = [...to].map((letter) => lengths.get(letter) as number);
    return node('Einsum', values, { dtype: 'float32', shape }, { equation });
  }) as Rule<Value[], tf.EinsumAttrs>,
};
