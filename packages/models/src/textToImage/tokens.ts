import * as tf from '@tensorflow/tfjs-core';

/**
 * All tokens are rows of one table:
 *
 *     0                        the start
 *     1 … words                the words
 *     words + 1 + i            no word at place i of a caption
 *     words + 1 + length + k   index k of an image
 */
interface TokenLayout {
  readonly words: readonly string[];
  readonly textLength: number;
}

/** How many tokens there are. */
export function tokenCount({ words, textLength }: TokenLayout, { size }: { readonly size: number }): number {
  return words.length + 1 + textLength + size;
}

/** The token of index 0 of an image. */
export function firstImageToken({ words, textLength }: TokenLayout): number {
  return words.length + 1 + textLength;
}

/** The token of a word, or of none (0), at a place of a caption. */
export function wordToken(word: number, place: number, { words }: TokenLayout): number {
  return word > 0 ? word : words.length + 1 + place;
}

/** Captions [batch, textLength] of word numbers, 0 for none → their tokens. */
export function captionTokens(text: tf.Tensor, { words, textLength }: TokenLayout): tf.Tensor {
  return tf.tidy(() => {
    const padding = tf.add(tf.range(0, textLength, 1, 'float32'), words.length + 1);
    // 1 where there is no word; numbers are whole and not negative
    const none = tf.relu(tf.sub(1, text));
    return tf.add(text, tf.mul(none, padding));
  });
}

/** Indices [batch, rows, columns] → their tokens, row after row, [batch, rows · columns]. */
export function imageTokens(indices: tf.Tensor, layout: TokenLayout): tf.Tensor {
  return tf.tidy(() => {
    const flat = tf.reshape(tf.cast(indices, 'float32'), [indices.shape[0] as number, -1]);
    return tf.add(flat, firstImageToken(layout));
  });
}
