import * as tf from '@tensorflow/tfjs-core';

/** f(a, b) that takes steps: ∂f/∂a = ∂f/∂b = 0 wherever they exist. float32 zeros, whatever the dtype of a and b. */
const ofTwo = (kernelName: string): tf.GradConfig => ({
  kernelName,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, saved) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor];
    return { a: () => tf.zeros(a.shape), b: () => tf.zeros(b.shape) };
  },
});

const not: tf.GradConfig = {
  kernelName: tf.LogicalNot,
  inputsToSave: ['x'],
  gradFunc: (_, saved) => {
    const [x] = saved as [tf.Tensor];
    return { x: () => tf.zeros(x.shape) };
  },
};

/**
 * Comparisons and logic, which tfjs 4.22 leaves without a gradient: second derivatives of leakyRelu, relu6, selu, prelu, clipByValue,
 * max, min, maximum, minimum and pow stop there, and so do first ones of `where(greater(x, 0), …)`. FloorDiv has the gradient of a
 * division there.
 */
export const piecewiseConstant: readonly tf.GradConfig[] = [
  ...[tf.Equal, tf.NotEqual, tf.Less, tf.LessEqual, tf.Greater, tf.GreaterEqual].map(ofTwo),
  ...[tf.LogicalAnd, tf.LogicalOr, tf.LogicalXor, tf.FloorDiv].map(ofTwo),
  not,
];
