import type * as tf from '@tensorflow/tfjs-core';
import { numbers, zeros } from './heap.ts';

/**
 * sums[s] = Σ x[i] over the rows i whose segment is s: the gradient of gather, and so of embeddings.
 *
 * A row whose segment is not one of the numSegments takes no part, as in TensorFlow.
 */
export const unsortedSegmentSum: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const { x, segmentIds } = inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
  const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
  const rowShape = x.shape.slice(segmentIds.shape.length);
  const size = rowShape.reduce((product, length) => product * length, 1);

  const sums = zeros(backend, [numSegments, ...rowShape]);
  const to = numbers(backend, sums);
  const from = numbers(backend, x);
  numbers(backend, segmentIds).forEach((segment, row) => {
    if (segment < 0 || segment >= numSegments) return;
    for (let i = 0; i < size; i++) {
      to[segment * size + i] = (to[segment * size + i] as number) + (from[row * size + i] as number);
    }
  });
  return sums;
};
