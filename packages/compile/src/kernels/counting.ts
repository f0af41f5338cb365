import type * as tf from '@tensorflow/tfjs-core';
import { constant, sizeOf, type Value } from '../graph/graph.ts';
import { binary, cast, compare, reduce, reshape } from '../graph/ops.ts';
import type { Rule } from './rule.ts';

/** How often each of 0 … size − 1 is among the last axis of x, or the sum of weights there: as one-hot rows, summed. */
function count(x: Value, weights: Value, size: number, binaryOutput = false): Value {
  const numbers = constant(
    x.dtype,
    [size],
    x.dtype === 'int32'
      ? Int32Array.from({ length: size }, (_, i) => i)
      : Float32Array.from({ length: size }, (_, i) => i),
  );
  const hits = cast(compare('Equal', reshape(x, [...x.shape, 1]), numbers), weights.dtype);
  const axis = x.shape.length - 1;
  if (binaryOutput) return reduce('ReduceMax', hits, [axis]);
  const weighted = sizeOf(weights.shape) === 0 ? hits : binary('Mul', hits, reshape(weights, [...weights.shape, 1]));
  return reduce('ReduceSum', weighted, [axis]);
}

export const counting = {
  Bincount: (({ x, weights }, { size }) => count(x, weights, size)) as Rule<tf.BincountInputs, tf.BincountAttrs>,
  DenseBincount: (({ x, weights }, { size, binaryOutput }) => count(x, weights, size, binaryOutput)) as Rule<
    tf.DenseBincountInputs,
    tf.DenseBincountAttrs
  >,
};
