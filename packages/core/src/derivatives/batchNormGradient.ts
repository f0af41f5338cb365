import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of tf.batchNorm, y = (x − m) · a + b with a = g/√(v + ε): with s = Σ ∂L/∂y and t = Σ ∂L/∂y · (x − m) over what shares m,
 *
 *     ∂L/∂x = a · ∂L/∂y    ∂L/∂b = s    ∂L/∂m = −a · s    ∂L/∂g = t/√(v + ε)    ∂L/∂v = −½ · a · t/(v + ε)
 *
 * tfjs 4.22 has the same values from eight passes over x and three sums; these are three and two. Without a scale neither differentiates.
 */
export const batchNormGradient: tf.GradConfig = {
  kernelName: tf.FusedBatchNorm,
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, saved, attrs) => {
    const [x, mean, variance, gain] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const byY = dy as tf.Tensor;
    const { varianceEpsilon } = attrs as unknown as tf.FusedBatchNormAttrs;
    const inverse = tf.rsqrt(tf.add(variance, varianceEpsilon));
    const slope = tf.mul(inverse, gain);
    const sum = overShared(byY, mean.shape);
    const along = overShared(tf.mul(byY, tf.sub(x, mean)), mean.shape);
    return {
      x: () => tf.mul(byY, slope),
      mean: () => tf.neg(tf.mul(slope, sum)),
      variance: () => tf.mul(tf.mul(slope, along), tf.mul(tf.square(inverse), -0.5)),
      scale: () => tf.mul(along, inverse),
      offset: () => sum,
    };
  },
};

/** The sum over all axes along which a tensor of this shape is repeated: [batch, …, channels] → shape */
function overShared(x: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, x.shape);
  return tf.reshape(axes.length === 0 ? x : tf.sum(x, axes), shape);
}
