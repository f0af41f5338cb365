import * as tf from '@tensorflow/tfjs-core';
import { affine, gelu } from './affine.ts';
import { cachedAttention, causalAttention, type KeyValues } from './attention.ts';
import { layerNorm } from './layerNorm.ts';
import type { Block } from './weights.ts';

/**
 * A causal block, normalised before each of its two parts:
 *
 *     x′ = x + Attention(Norm(x)),   y = x′ + Down(GELU(Up(Norm(x′))))
 *
 * @param x [batch, tokens, d]
 * @param options.heads of the attention
 * @returns of the shape of x; token i depends on tokens 0 … i only
 * @throws `SHAPE` where d is not a multiple of `heads`
 * @see Radford et al. 2019, Language models are unsupervised multitask learners, section 2.3
 * @example
 * const block = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * transformerBlock(tf.ones([2, 5, 8]), block, { heads: 2 }).shape; // [2, 5, 8]
 */
export function transformerBlock(x: tf.Tensor, weights: Block, { heads }: { heads: number }): tf.Tensor {
  return tf.tidy(() => {
    const seen = causalAttention(layerNorm(x, weights.attentionNorm), weights.attention, { heads });
    return feedForward(tf.add(x, seen), weights);
  });
}

/**
 * `transformerBlock` of one more token: those before it are in the cache.
 *
 * @param x the token at `position`, [batch, 1, d]
 * @param options.position a scalar, counted from 0
 * @returns [batch, 1, d], and the cache with this token in it
 * @example
 * const block = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * const cache = { keys: tf.zeros([1, 2, 5, 4]), values: tf.zeros([1, 2, 5, 4]) };
 * const { y } = cachedBlock(tf.ones([1, 1, 8]), block, { heads: 2, cache, position: tf.scalar(0) });
 */
export function cachedBlock(
  x: tf.Tensor,
  weights: Block,
  { heads, cache, position }: { heads: number; cache: KeyValues; position: tf.Scalar },
): { readonly y: tf.Tensor; readonly cache: KeyValues } {
  const normed = layerNorm(x, weights.attentionNorm);
  const { y: seen, cache: next } = cachedAttention(normed, weights.attention, { heads, cache, position });
  const y = tf.tidy(() => feedForward(tf.add(x, seen), weights));
  tf.dispose([normed, seen]);
  return { y, cache: next };
}

/** x + Down(GELU(Up(Norm(x)))) */
export function feedForward(x: tf.Tensor, { feedForwardNorm, feedForward: { up, down } }: Block): tf.Tensor {
  return tf.add(x, affine(gelu(affine(layerNorm(x, feedForwardNorm), up)), down));
}
