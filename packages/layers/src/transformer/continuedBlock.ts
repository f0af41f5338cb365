import * as tf from '@tensorflow/tfjs-core';
import { affine } from './affine.ts';
import { attend, joinHeads, type KeyValues, splitHeads } from './attention.ts';
import { layerNorm } from './layerNorm.ts';
import { feedForward } from './transformerBlock.ts';
import type { Attention, Block } from './weights.ts';

/** Tokens, and keys and values of them alone, each [batch, tokens, d]. */
export interface Continued extends KeyValues {
  readonly y: tf.Tensor;
}

/**
 * `transformerBlock` of tokens that follow others, whose keys and values are given and stay as they are. For steps that do not learn: it joins weights, which
 * an engine that holds them constant does once.
 *
 * @param x [batch, tokens, d]
 * @param options.before keys and values of tokens before, each [batch, heads, before, d / heads]; none by default
 * @param options.mask added to the scores, [tokens, before + tokens] or [batch or 1, heads or 1, tokens, before + tokens]
 * @returns [batch, tokens, d], with keys and values of these tokens, each [batch, tokens, d]
 * @throws `SHAPE` where d is not a multiple of `heads`
 * @example
 * const block = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * const { keys } = continuedBlock(tf.ones([1, 3, 8]), block, { heads: 2, mask: causalMask(3) });
 * keys.shape; // [1, 3, 8]
 */
export function continuedBlock(
  x: tf.Tensor,
  weights: Block,
  { heads, before, mask }: { heads: number; before?: KeyValues | undefined; mask: tf.Tensor },
): Continued {
  const [y, keys, values] = tf.tidy(() => {
    const [q, k, v] = queryKeyValue(layerNorm(x, weights.attentionNorm), weights.attention);
    const all = (past: tf.Tensor | undefined, fresh: tf.Tensor) => {
      const split = splitHeads(fresh, heads);
      return past ? tf.concat([past, split], 2) : split;
    };
    const seen = attend({ q: splitHeads(q, heads), k: all(before?.keys, k), v: all(before?.values, v), mask });
    const attended = affine(joinHeads(seen), weights.attention.output);
    return [feedForward(tf.add(x, attended), weights), k, v];
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return { y, keys, values };
}

/** Queries, keys and values by one product, each [batch, tokens, d]. */
function queryKeyValue(x: tf.Tensor, { query, key, value }: Attention): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const kernel = tf.concat([query.kernel, key.kernel, value.kernel], 1);
  const bias = tf.concat([query.bias, tf.zerosLike(query.bias), value.bias]);
  return tf.split(affine(x, { kernel, bias }), 3, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
}
