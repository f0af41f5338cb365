import type { StepFunction } from '@latentkit/core';
import { affine, cachedBlock, embed, layerNorm } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { positions, type TextToImageModel, type TokenLogits } from './textToImageModel.ts';

/** Keys and values of one block, [sequences, heads, tokens, width / heads] each. */
type Cache = { readonly keys: tf.Variable; readonly values: tf.Variable };

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
  const { weights, options, codes } = model;
  const { width, heads, textLength } = options;
  const tokens = textLength + codes.grid[0] * codes.grid[1];
  const shape = [sequences, heads, tokens, width / heads];
  const empty = () => tf.tidy(() => tf.variable(tf.zeros(shape), false));
  const caches = weights.blocks.map((): Cache => ({ keys: empty(), values: empty() }));
  return {
    step: ({ token, position }) => {
      const { x, next } = nextToken(model, caches, token as tf.Tensor1D, position as tf.Scalar);
      caches.forEach((cache, i) => {
        cache.keys.assign(next[i]?.keys as tf.Tensor);
        cache.values.assign(next[i]?.values as tf.Tensor);
      });
      return headsOf(model, x);
    },
    state: [...Object.values(model.variables), ...caches.flatMap(({ keys, values }) => [keys, values])],
    dispose: () => tf.dispose(caches),
  };
}

/** The vector after the last block, [sequences, 1, width], and the caches with this token in them. */
function nextToken(
  { weights, options }: TextToImageModel,
  caches: readonly Cache[],
  token: tf.Tensor1D,
  position: tf.Scalar,
) {
  const places = positions(weights);
  const tokens = places.shape[0] as number;
  const here = tf.cast(tf.equal(tf.range(0, tokens, 1, 'float32'), position), 'float32');
  const place = tf.matMul(tf.reshape(here, [1, tokens]), places as tf.Tensor2D);
  let x = tf.add(embed(tf.reshape(token, [-1, 1]), weights.tokens), place);
  const next = weights.blocks.map((block, i) => {
    const one = cachedBlock(x, block, { heads: options.heads, cache: caches[i] as Cache, position });
    x = one.y;
    return one.cache;
  });
  return { x, next };
}

function headsOf({ weights }: TextToImageModel, x: tf.Tensor): TokenLogits {
  const normed = tf.reshape(layerNorm(x, weights.norm), [x.shape[0] as number, -1]);
  return { text: affine(normed, weights.textHead), image: affine(normed, weights.imageHead) };
}
