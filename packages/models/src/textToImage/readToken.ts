import { affine, cachedBlock, type KeyValues, layerNorm } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { type PriorWeights, positions, type TextToImageModel, type TokenLogits } from './textToImageModel.ts';

/** The shape of the keys, and of the values, of one block: [sequences, heads, tokens, width / heads]. */
export function cacheShape<Sequences>(
  { options, codes }: TextToImageModel,
  sequences: Sequences,
): [sequences: Sequences, heads: number, tokens: number, width: number] {
  const { width, heads, textLength } = options;
  return [sequences, heads, textLength + codes.grid[0] * codes.grid[1], width / heads];
}

/** A token of some sequences and what is kept of those before it. */
export interface NextToken {
  /** [sequences], rows of the table of tokens. */
  readonly token: tf.Tensor1D;
  /** Counted from 0; what the caches hold from there on is not seen. */
  readonly position: tf.Scalar;
  /** Keys and values of each block, of `cacheShape`. */
  readonly caches: readonly KeyValues[];
}

/**
 * `model.logits` one token at a time, as other programs read it: caches in, caches out, of one shape at every position.
 *
 * @returns the logits of the next token, `text` [sequences, words + 1] and `image` [sequences, size], and the caches with this one in them
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const caches = [{ keys: tf.zeros([1, 2, 6, 4]), values: tf.zeros([1, 2, 6, 4]) }];
 * readToken(model, { token: tf.tensor1d([0]), position: tf.scalar(0), caches }).logits.image.shape; // [1, 3]
 */
export function readToken(
  model: TextToImageModel,
  { token, position, caches }: NextToken,
): { readonly logits: TokenLogits; readonly caches: readonly KeyValues[] } {
  const { weights, options } = model;
  let x = tokenAt(weights, { token, position });
  const next = weights.blocks.map((block, i) => {
    const one = cachedBlock(x, block, { heads: options.heads, cache: caches[i] as KeyValues, position });
    x = one.y;
    return one.cache;
  });
  return { logits: headsOf(model, x), caches: next };
}

/** The vector of a token at its place, [sequences, 1, width]. */
export function tokenAt(weights: PriorWeights, { token, position }: Pick<NextToken, 'token' | 'position'>): tf.Tensor {
  const place = tf.gather(positions(weights), tf.cast(tf.reshape(position, [1]), 'int32'));
  const rows = tf.add(tf.gather(weights.tokens, tf.cast(token, 'int32')), place);
  return tf.expandDims(rows, 1);
}

function headsOf({ weights }: TextToImageModel, x: tf.Tensor): TokenLogits {
  const normed = tf.reshape(layerNorm(x, weights.norm), [x.shape[0] as number, -1]);
  return { text: affine(normed, weights.textHead), image: affine(normed, weights.imageHead) };
}
