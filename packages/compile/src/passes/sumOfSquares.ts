import { type Node, producer, type Value } from '../graph/graph.ts';
import { reduce, reshape } from '../graph/ops.ts';
import { integersOf } from './constants.ts';

/** Σ x · x as one operation, which on a GPU is one kernel less. */
export function sumOfSquares(made: Node): Value | undefined {
  if (made.op !== 'ReduceSum') return undefined;
  const [x, given] = made.inputs as readonly [Value, Value | undefined];
  const axes = integersOf(given);
  if (x.dtype !== 'float32' || !axes) return undefined;
  const product = producer(producer(x, 'Reshape')?.inputs[0] ?? x, 'Mul');
  const [a, b] = (product?.inputs ?? []) as readonly (Value | undefined)[];
  if (!a || a !== b) return undefined;
  return reduce('ReduceSumSquare', reshape(a, x.shape), axes, made.attributes.keepdims === 1);
}
