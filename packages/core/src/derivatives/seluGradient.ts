import * as tf from '@tensorflow/tfjs-core';

const { SELU_SCALE, SELU_SCALEALPHA } = tf.backend_util;

/**
 * selu′(x) = scale for x > 0, scale·α·exp(x) else (Klambauer et al. 2017, arXiv:1706.02515).
 *
 * tfjs takes exp(x) for all x and chooses after it: from x = 89 on that is Infinity, and 0·Infinity makes second derivatives NaN.
 */
export const seluGradient: tf.GradConfig = {
  kernelName: tf.Selu,
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved as [tf.Tensor];
    const above = () => tf.mul(dy as tf.Tensor, SELU_SCALE);
    const below = () => tf.mul(tf.mul(dy as tf.Tensor, SELU_SCALEALPHA), tf.exp(tf.minimum(x, 0)));
    return { x: () => tf.where(tf.greater(x, 0), above(), below()) };
  },
};
