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
  return tf.tidy(() => scaledGelu(tf.mul(x, Math.SQRT1_2)));
}

/** `gelu(affine(x, weights))`: weights are scaled, which are fewer numbers than what they make. */
export function affineGelu(x: tf.Tensor, { kernel, bias }: { kernel: tf.Tensor; bias: tf.Tensor }): tf.Tensor {
  return tf.tidy(() =>
    scaledGelu(affine(x, { kernel: tf.mul(kernel, Math.SQRT1_2), bias: tf.mul(bias, Math.SQRT1_2) })),
  );
}

/** x Φ(x) from u = x/√2, which is all that erf and the density of the normal need. */
function scaledGelu(u: tf.Tensor): tf.Tensor {
  // By hand: its gradient √2 dy · (Φ + x Φ′) shares Φ with the way forth. From the input, so that it can be differentiated again. Both end in · √½, which the
  // product of matrices after them takes on where the step is compiled.
  return tf.customGrad((...inputs) => {
    const [u, save] = inputs as unknown as [tf.Tensor, tf.GradSaveFunc];
    save([u]);
    return {
      value: tf.tidy(() => tf.mul(tf.mul(u, distribution(u)), Math.SQRT1_2)),
      gradFunc: (dy, saved) => {
        const [u] = saved as [tf.Tensor];
        return tf.mul(tf.mul(dy as tf.Tensor, tf.add(distribution(u), tf.mul(u, density(u)))), Math.SQRT1_2);
      },
    };
  })(u);
}

/** 2Φ = 1 + erf u */
const distribution = (u: tf.Tensor): tf.Tensor => tf.add(tf.erf(u), 1);

/** 2/√π · exp(−u²): u times it is 2x Φ′(x) */
const density = (u: tf.Tensor): tf.Tensor => tf.exp(tf.sub(Math.log(2 / Math.sqrt(Math.PI)), tf.square(u)));
