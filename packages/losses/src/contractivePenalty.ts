import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { float32 } from './sameShape.ts';

/** An encoder h = f(y · kernel + bias) of one layer, and what it encodes. */
export interface OneLayerEncoder {
  /** The observations [batch, in]. */
  readonly y: tf.Tensor;
  /** W [in, out], as a tfjs Dense layer stores it. */
  readonly kernel: tf.Tensor;
  /** b [out] */
  readonly bias: tf.Tensor;
}

/**
 * R(h) = ‖∂h/∂y‖²_F for h = σ(y · W + b), in closed form: Σⱼ (hⱼ(1 − hⱼ))² Σᵢ Wᵢⱼ². The penalty of a contractive autoencoder: how much
 * the code moves when the observation does.
 *
 * Its gradients by W, b and y are exact. Cost: one product with W, as in the encoder itself; no Jacobian is built.
 *
 * @returns [batch], in squared units of the code per squared unit of y
 * @throws SHAPE, DTYPE or TYPE when the tensors are not float32 of shapes [batch, in], [in, out] and [out]
 * @see Canziani, lecture 08-3, contractive autoencoder; Rifai and others 2011, equation 7
 * @example
 * sigmoidContractivePenalty({ y: tf.zeros([1, 1]), kernel: tf.tensor2d([[4]]), bias: tf.zeros([1]) }); // [1]
 */
export function sigmoidContractivePenalty(encoder: OneLayerEncoder): tf.Tensor1D {
  return contraction('sigmoidContractivePenalty', encoder, logisticSlope);
}

/**
 * R(h) = ‖∂h/∂y‖²_F for h = tanh(y · W + b), in closed form: Σⱼ (1 − hⱼ²)² Σᵢ Wᵢⱼ².
 *
 * As `sigmoidContractivePenalty` in all else.
 *
 * @returns [batch], in squared units of the code per squared unit of y
 * @throws SHAPE, DTYPE or TYPE when the tensors are not float32 of shapes [batch, in], [in, out] and [out]
 * @see Canziani, lecture 08-3, contractive autoencoder
 * @example
 * tanhContractivePenalty({ y: tf.zeros([1, 1]), kernel: tf.tensor2d([[4]]), bias: tf.zeros([1]) }); // [16]
 */
export function tanhContractivePenalty(encoder: OneLayerEncoder): tf.Tensor1D {
  // tanh a = 2σ(2a) − 1, so tanh′(a) = 4σ′(2a)
  return contraction('tanhContractivePenalty', encoder, (a) => tf.mul(logisticSlope(tf.mul(a, 2)), 4));
}

/** Σⱼ f′(aⱼ)² Σᵢ Wᵢⱼ² with a = y · W + b, f′ written out: a derivative taken by tfjs here would be differentiated again, wrongly. */
function contraction(
  where: string,
  { y, kernel, bias }: OneLayerEncoder,
  slope: (a: tf.Tensor) => tf.Tensor,
): tf.Tensor1D {
  check(where, { y, kernel, bias });
  return tf.tidy(() => {
    const a = tf.add(tf.matMul(y, kernel), bias); // [batch, out]
    const squaredColumns = tf.sum(tf.square(kernel), 0, true); // [1, out]
    const penalty = tf.matMul(tf.square(slope(a)), squaredColumns, false, true); // [batch, 1]
    return tf.reshape(penalty, [y.shape[0] as number]) as tf.Tensor1D;
  });
}

/** σ′(a) = σ(a) σ(−a), which keeps its digits on both sides; h(1 − h) is 0 from a = 17 on. */
function logisticSlope(a: tf.Tensor): tf.Tensor {
  return tf.mul(tf.sigmoid(a), tf.sigmoid(tf.neg(a)));
}

function check(where: string, { y, kernel, bias }: OneLayerEncoder): void {
  for (const [name, tensor] of Object.entries({ y, kernel, bias })) float32(where, name, tensor);
  const ranks = y.rank === 2 && kernel.rank === 2 && bias.rank === 1;
  if (ranks && y.shape[1] === kernel.shape[0] && kernel.shape[1] === bias.shape[0]) return;
  throw expected({
    where,
    expected: 'y [batch,in], kernel [in,out] and bias [out]',
    received: `y [${y.shape}], kernel [${kernel.shape}] and bias [${bias.shape}]`,
    todo: 'Flatten the observations; transpose a kernel that comes from PyTorch.',
    code: 'SHAPE',
  });
}
