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
        // ∂L/∂x = (g · ∂L/∂y − m − x̂ · n)/√(v + ε), with m = mean(g · ∂L/∂y), n = mean(g · x̂ · ∂L/∂y): products with g/d
        const byY = dy as tf.Tensor;
        const along = tf.mul(byY, unit);
        const centred = tf.sub(tf.mul(byY, gain), meanOf(byY, gain));
        const byX = tf.mul(tf.sub(centred, tf.mul(unit, meanOf(along, gain))), scale);
        return [byX, overRows(along), overRows(byY)];
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

/** mean(g · x) along the last axis, [batch, …, 1] */
function meanOf(x: tf.Tensor, gain: tf.Tensor): tf.Tensor {
  const d = gain.size;
  const rows = tf.matMul(tf.reshape(x, [-1, d]), tf.reshape(tf.div(gain, d), [d, 1]) as tf.Tensor2D);
  return tf.reshape(rows, [...x.shape.slice(0, -1), 1]);
}

/** [batch, …, d] → [d] */
function overRows(x: tf.Tensor): tf.Tensor {
  return tf.sum(tf.reshape(x, [-1, x.shape.at(-1) as number]), 0);
}
