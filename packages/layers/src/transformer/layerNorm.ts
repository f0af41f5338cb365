import * as tf from '@tensorflow/tfjs-core';
import type { Norm } from './weights.ts';

/** ε, as PyTorch has it. */
const epsilon = 1e-5;

/**
 * y = g · x̂ + b, x̂ = (x − μ)/√(v + ε), with the mean μ and the variance v of each vector along the last axis; ε = 10⁻⁵.
 *
 * @param x [batch, …, d]
 * @param weights gain g and bias b, each [d]
 * @returns of the shape of x
 * @see Ba, Kiros, Hinton 2016, Layer normalization
 * @example
 * layerNorm(tf.tensor2d([[1, 3]]), { gain: tf.ones([2]), bias: tf.zeros([2]) }); // [[-1.000, 1.000]]
 */
export function layerNorm(x: tf.Tensor, { gain, bias }: Norm): tf.Tensor {
  // By hand: tfjs differentiates each mean through a tile to the full size. From the inputs, so that it can be differentiated again.
  return tf.customGrad((...inputs) => {
    const [x, gain, bias, save] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([x, gain]);
    return {
      value: tf.tidy(() => tf.add(tf.mul(normalized(x).unit, gain), bias)),
      gradFunc: (dy, saved) => {
        const [x, gain] = saved as [tf.Tensor, tf.Tensor];
        const { unit, scale } = normalized(x);
        // ∂L/∂x = (δ − mean δ − x̂ · mean(δ x̂))/√(v + ε),  δ = g · ∂L/∂y
        const delta = tf.mul(dy as tf.Tensor, gain);
        const along = tf.mul(unit, tf.mean(tf.mul(delta, unit), -1, true));
        const byX = tf.mul(tf.sub(tf.sub(delta, tf.mean(delta, -1, true)), along), scale);
        return [byX, overRows(tf.mul(dy as tf.Tensor, unit)), overRows(dy as tf.Tensor)];
      },
    };
  })(x, gain, bias);
}

/** x̂, of the shape of x, and 1/√(v + ε), [batch, …, 1]. */
function normalized(x: tf.Tensor): { unit: tf.Tensor; scale: tf.Tensor } {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
  return { unit: tf.mul(centred, scale), scale };
}

/** [batch, …, d] → [d] */
function overRows(x: tf.Tensor): tf.Tensor {
  return tf.sum(tf.reshape(x, [-1, x.shape.at(-1) as number]), 0);
}
