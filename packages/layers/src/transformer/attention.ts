import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { affine } from './affine.ts';
import type { Attention } from './weights.ts';

/** Added to a score that may not be seen: exp gives 0, and no number that is not finite comes about. */
const unseen = -1e9;

/**
 * softmax(q kᵀ/√d + mask) v for each head.
 *
 * @param q [batch, heads, queries, d]
 * @param k and v, [batch, heads, tokens, d]
 * @param mask added to the scores [batch, heads, queries, tokens], and broadcast to them
 * @returns [batch, heads, queries, d]
 * @see Vaswani et al. 2017, Attention is all you need, equation 1
 */
export function attend({
  q,
  k,
  v,
  mask,
}: {
  readonly q: tf.Tensor;
  readonly k: tf.Tensor;
  readonly v: tf.Tensor;
  readonly mask: tf.Tensor;
}): tf.Tensor {
  return tf.tidy(() => {
    const scores = tf.matMul(scaledQuery(q), k, false, true);
    return tf.matMul(tf.softmax(tf.add(scores, mask)), v);
  });
}

const scaledQuery = (q: tf.Tensor) => tf.mul(q, 1 / Math.sqrt(q.shape.at(-1) as number));

/**
 * Added to scores: 0 where token j may be seen from i, which is j ≤ i, and −10⁹ elsewhere, [tokens, tokens].
 *
 * @example
 * causalMask(2); // [[0, -1000000000], [0, 0]]
 */
export function causalMask(tokens: number): tf.Tensor2D {
  const values = Float32Array.from({ length: tokens ** 2 }, (_, at) =>
    at % tokens > Math.floor(at / tokens) ? unseen : 0,
  );
  return tf.tensor2d(values, [tokens, tokens]);
}

/**
 * Attention of several heads in which a token sees itself and those before it.
 *
 * @param x [batch, tokens, d]
 * @param options.heads among which d is divided
 * @returns [batch, tokens, d]
 * @throws `SHAPE` where d is not a multiple of `heads`
 * @see Vaswani et al. 2017, Attention is all you need, section 3.2
 * @example
 * const { attention } = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * causalAttention(tf.ones([2, 5, 8]), attention, { heads: 2 }).shape; // [2, 5, 8]
 */
export function causalAttention(x: tf.Tensor, weights: Attention, { heads }: { heads: number }): tf.Tensor {
  return tf.tidy(() => {
    const [q, k, v] = [weights.query, weights.key, weights.value].map((map) => splitHeads(affine(x, map), heads));
    const mask = causalMask(x.shape[1] as number);
    const seen = attend({ q: q as tf.Tensor, k: k as tf.Tensor, v: v as tf.Tensor, mask });
    return affine(joinHeads(seen), weights.output);
  });
}

/** What a sequence has shown of itself so far: keys and values of its tokens, each [batch, heads, tokens, d / heads]. */
export type KeyValues<T extends tf.Tensor = tf.Tensor> = {
  readonly keys: T;
  readonly values: T;
};

/**
 * `causalAttention` of one more token: those before it are in the cache.
 *
 * @param x the token at `position`, [batch, 1, d]
 * @param options.position a scalar, counted from 0; tokens after it are not seen, whatever the cache holds there
 * @returns [batch, 1, d], and the cache with this token in it
 * @example
 * const { attention } = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * const cache = { keys: tf.zeros([1, 2, 5, 4]), values: tf.zeros([1, 2, 5, 4]) };
 * const next = cachedAttention(tf.ones([1, 1, 8]), attention, { heads: 2, cache, position: tf.scalar(0) });
 */
export function cachedAttention(
  x: tf.Tensor,
  weights: Attention,
  { heads, cache, position }: { heads: number; cache: KeyValues; position: tf.Scalar },
): { readonly y: tf.Tensor; readonly cache: KeyValues } {
  const tokens = cache.keys.shape[2] as number;
  const [y, keys, values] = tf.tidy(() => {
    const places = tf.reshape(tf.range(0, tokens, 1, 'float32'), [1, 1, tokens, 1]);
    const here = tf.equal(places, position);
    // Whatever stood there leaves no bit behind, so that a cache is used for one sequence after another.
    const write = (old: tf.Tensor, fresh: tf.Tensor) => tf.where(here, fresh, old);
    const keys = write(cache.keys, splitHeads(affine(x, weights.key), heads));
    const values = write(cache.values, splitHeads(affine(x, weights.value), heads));
    const later = tf.cast(tf.greater(tf.reshape(places, [1, 1, 1, tokens]), position), 'float32');
    const q = splitHeads(affine(x, weights.query), heads);
    // k qᵀ has the same numbers as q kᵀ in the same order, and no key is transposed.
    const scores = tf.reshape(tf.matMul(keys, scaledQuery(q), false, true), [-1, heads, 1, tokens]);
    const seen = tf.matMul(tf.softmax(tf.add(scores, tf.mul(later, unseen))), values);
    return [affine(joinHeads(seen), weights.output), keys, values];
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return { y, cache: { keys, values } };
}

/** [batch, tokens, d] → [batch, heads, tokens, d / heads] */
export function splitHeads(x: tf.Tensor, heads: number): tf.Tensor {
  const [batch, tokens, d] = x.shape as [number, number, number];
  if (d % heads !== 0) {
    throw expected({
      where: 'attention',
      expected: `a width divisible by the ${heads} heads`,
      received: String(d),
      todo: 'Choose a width that is a multiple of the heads.',
      code: 'SHAPE',
    });
  }
  return tf.transpose(tf.reshape(x, [batch, tokens, heads, d / heads]), [0, 2, 1, 3]);
}

/** [batch, heads, tokens, d] → [batch, tokens, heads · d] */
export function joinHeads(x: tf.Tensor): tf.Tensor {
  const [batch, heads, tokens, d] = x.shape as [number, number, number, number];
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * d]);
}
