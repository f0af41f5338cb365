import type { StepFunction } from '@latentkit/core';
import { affine, cachedBlock, embed, type KeyValues, layerNorm } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { positions, type TextToImageModel, type TokenLogits } from './textToImageModel.ts';

/** A step that reads one token of some sequences, and the state that it reads and changes. */
export interface CachedStep {
  /** `token` [sequences], of the table of tokens, at `position` → the logits of the next one: `text` [sequences, words + 1], `image` [sequences, size]. */
  readonly step: StepFunction;
  /** The model's variables and the cache. */
  readonly state: readonly tf.Variable[];
  /** Ends the cache, not the model. */
  dispose(): void;
}

/**
 * `model.logits` one token at a time: keys and values of the tokens before are kept, so that a token costs one pass and not as many as there are.
 * One shape at every position: an engine compiles it once.
 */
export function cachedStep(model: TextToImageModel, sequences: number): CachedStep {
  const shape = cacheShape(model, sequences);
  const empty = () => tf.tidy(() => tf.variable(tf.zeros(shape), false));
  const caches = model.weights.blocks.map((): KeyValues<tf.Variable> => ({ keys: empty(), values: empty() }));
  return {
    step: ({ token, position }) => {
      const next = readToken(model, { token: token as tf.Tensor1D, position: position as tf.Scalar, caches });
      caches.forEach((cache, i) => {
        cache.keys.assign(next.caches[i]?.keys as tf.Tensor);
        cache.values.assign(next.caches[i]?.values as tf.Tensor);
      });
      return next.logits;
    },
    state: [...Object.values(model.variables), ...caches.flatMap(({ keys, values }) => [keys, values])],
    dispose: () => tf.dispose(caches),
  };
}

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
 * The step of `cachedStep` without variables of its own: caches in, caches out.
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
  const places = positions(weights);
  const tokens = places.shape[0] as number;
  const here = tf.cast(tf.equal(tf.range(0, tokens, 1, 'float32'), position), 'float32');
  const place = tf.matMul(tf.reshape(here, [1, tokens]), places as tf.Tensor2D);
  let x = tf.add(embed(tf.reshape(token, [-1, 1]), weights.tokens), place);
  const next = weights.blocks.map((block, i) => {
    const one = cachedBlock(x, block, { heads: options.heads, cache: caches[i] as KeyValues, position });
    x = one.y;
    return one.cache;
  });
  return { logits: headsOf(model, x), caches: next };
}

function headsOf({ weights }: TextToImageModel, x: tf.Tensor): TokenLogits {
  const normed = tf.reshape(layerNorm(x, weights.norm), [x.shape[0] as number, -1]);
  return { text: affine(normed, weights.textHead), image: affine(normed, weights.imageHead) };
}
