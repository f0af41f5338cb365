import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of tf.mirrorPad: each number of x gets the gradients of all its mirror images.
 *
 * tfjs 4.22 cuts the borders of dy off and loses those of the images.
 */
export const mirrorPadGradient: tf.GradConfig = {
  kernelName: tf.MirrorPad,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved as [tf.Tensor];
    const { paddings, mode } = attrs as unknown as tf.MirrorPadAttrs;
    return {
      x: () =>
        paddings.reduce<tf.Tensor>((folded, [before, after], axis) => {
          const size = x.shape[axis] as number;
          return before + after === 0 ? folded : foldAxis(folded, axis, size, sources(size, before, after, mode));
        }, dy as tf.Tensor),
    };
  },
};

/** Where each number of a padded axis comes from. `reflect` does not repeat the edge, `symmetric` does. */
function sources(size: number, before: number, after: number, mode: 'reflect' | 'symmetric'): number[] {
  const edge = mode === 'reflect' ? 0 : 1;
  return Array.from({ length: before + size + after }, (_, i) => {
    const position = i - before;
    if (position < 0) return -position - edge;
    return position < size ? position : 2 * (size - 1) + edge - position;
  });
}

function foldAxis(dy: tf.Tensor, axis: number, size: number, sources: number[]): tf.Tensor {
  // Swapping two axes undoes itself.
  const swap = dy.shape.map((_, i) => (i === 0 ? axis : i === axis ? 0 : i));
  const front = tf.transpose(dy, swap);
  return tf.transpose(tf.unsortedSegmentSum(front, tf.tensor1d(sources, 'int32'), size), swap);
}
