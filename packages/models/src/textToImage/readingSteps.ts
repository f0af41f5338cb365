import type { NamedTensors, StepFunction } from '@latentkit/core';
import { affine, causalMask, continuedBlock, type KeyValues, layerNorm } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { tokenAt } from './readToken.ts';
import { positions, type TextToImageModel } from './textToImageModel.ts';

/** Steps that read sequences. They change nothing: keys and values of what is read are results, and those of what was read before are inputs. */
export interface ReadingSteps {
  /**
   * `tokens` [sequences · (textLength + 1)], the start and a caption each → `text` [sequences, textLength, words + 1], the logits of its words, `image`
   * [sequences, size], those of the first index, and `keys0`, `values0`, …, of each block [sequences, textLength + 1, width].
   */
  readonly caption: StepFunction;
  /**
   * `token` [sequences] at `position`, after what `keys0`, `values0`, … hold, of `cacheShape` each → `image`, the logits of the next index, and keys and values of
   * this token, [sequences, 1, width].
   */
  readonly index: StepFunction;
}

/**
 * `model.logits` in parts: a caption at once, then an index at a time, which costs one pass over one token and not one over all.
 */
export function readingSteps(model: TextToImageModel): ReadingSteps {
  const { weights, options } = model;
  const { textLength, width, heads } = options;
  const length = textLength + 1;
  const tokens = textLength + model.codes.grid[0] * model.codes.grid[1];
  const through = (x: tf.Tensor, mask: tf.Tensor, before: (block: number) => KeyValues | undefined) => {
    const read: Record<string, tf.Tensor> = {};
    weights.blocks.forEach((block, i) => {
      const { y, keys, values } = continuedBlock(x, block, { heads, mask, before: before(i) });
      Object.assign(read, { [`keys${i}`]: keys, [`values${i}`]: values });
      x = y;
    });
    return { normed: layerNorm(x, weights.norm), read };
  };
  return {
    caption: ({ tokens: given }) => {
      const rows = tf.gather(weights.tokens, tf.cast(given as tf.Tensor1D, 'int32'));
      const places = tf.slice(positions(weights), [0, 0], [length, width]);
      const x = tf.add(tf.reshape(rows, [-1, length, width]), places);
      const { normed, read } = through(x, causalMask(length), () => undefined);
      const [text, last] = tf.split(normed, [textLength, 1], 1) as [tf.Tensor, tf.Tensor];
      const image = affine(tf.reshape(last, [-1, width]), weights.imageHead);
      return { text: affine(text, weights.textHead), image, ...read };
    },
    index: ({ token, position, ...kept }) => {
      const at = position as tf.Scalar;
      const mask = tf.gather(laterUnseen(tokens), tf.cast(tf.reshape(at, [1]), 'int32'));
      const x = tokenAt(weights, { token: token as tf.Tensor1D, position: at });
      const { normed, read } = through(x, tf.reshape(mask, [1, 1, 1, tokens + 1]), (i) => cacheOf(kept, i));
      return { image: affine(tf.reshape(normed, [-1, width]), weights.imageHead), ...read };
    },
  };
}

const cacheOf = (kept: NamedTensors, block: number): KeyValues => ({
  keys: kept[`keys${block}`] as tf.Tensor,
  values: kept[`values${block}`] as tf.Tensor,
});

/** In row i: 0 for tokens before i and for the one after all places, which is token i itself; −10⁹ for the rest. */
function laterUnseen(tokens: number): tf.Tensor {
  return tf.tidy(() => {
    // In a row of the causal mask a token sees itself, which is not in the cache yet.
    const before = tf.slice(causalMask(tokens + 1), [0, 1], [tokens, tokens]);
    return tf.concat([before, tf.zeros([tokens, 1])], 1);
  });
}
