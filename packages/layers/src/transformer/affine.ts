import * as tf from '@tensorflow/tfjs-core';

/**
 * xW + b of each vector along the last axis, as one product of matrices; xW without a bias.
 *
 * @param x [batch, …, in]
 * @returns [batch, …, out]
 * @example
 * affine(tf.ones([2, 3, 4]), { kernel: tf.ones([4, 5]), bias: tf.zeros([5]) }).shape; // [2, 3, 5]
 */
export function affine(x: tf.Tensor, { kernel, bias }: { kernel: tf.Tensor; bias?: tf.Tensor }): tf.Tensor {
  return tf.tidy(() => {
    const [inputs, outputs] = kernel.shape as [number, number];
    const rows = tf.matMul(tf.reshape(x, [-1, inputs]), kernel as tf.Tensor2D);
    return tf.reshape(bias ? tf.add(rows, bias) : rows, [...x.shape.slice(0, -1), outputs]);
  });
}

/**
 * x Φ(x), Φ the distribution function of the standard normal.
 *
 * @param x of any shape
 * @see Hendrycks, Gimpel 2016, Gaussian error linear units
 * @example
 * gelu(tf.tensor1d([0, 1])); // [0, 0.841]
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  // By hand: its gradient dy · (Φ(x) + x Φ′(x)) shares Φ(x) with the way forth. From the input, so that it can be differentiated again. Both end in · ½, which
  // the product of matrices after them takes on where the step is compiled.
  return tf.customGrad((...inputs) => {
    const [x, save] = inputs as unknown as [tf.Tensor, tf.GradSaveFunc];
    save([x]);
    return {
      value: tf.tidy(() => tf.mul(tf.mul(x, distribution(x)), 0.5)),
      gradFunc: (dy, saved) => {
        const [x] = saved as [tf.Tensor];
        return tf.mul(tf.mul(dy as tf.Tensor, tf.add(distribution(x), tf.mul(x, density(x)))), 0.5);
      },
    };
  })(x);
}

const scaled = (x: tf.Tensor): tf.Tensor => tf.mul(x, Math.SQRT1_2);

/** 2Φ(x) = 1 + erf(x/√2) */
const distribution = (x: tf.Tensor): tf.Tensor => tf.add(tf.erf(scaled(x)), 1);

/** 2Φ′(x) = exp(½ log(2/π) − (x/√2)²): the number that Φ needs as well */
const density = (x: tf.Tensor): tf.Tensor => tf.exp(tf.sub(0.5 * Math.log(2 / Math.PI), tf.square(scaled(x))));
