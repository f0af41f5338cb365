import * as tf from '@tensorflow/tfjs-core';
import { firstImageToken, type TokenLayout } from './tokenLayout.ts';

type Words = Pick<TokenLayout, 'words' | 'textLength'>;

/** Captions [batch, textLength] of word numbers, 0 for none → their tokens. */
export function captionTokens(text: tf.Tensor, { words, textLength }: Words): tf.Tensor {
  return tf.tidy(() => {
    const padding = tf.add(tf.range(0, textLength, 1, 'float32'), words.length + 1);
    // 1 where there is no word; numbers are whole and not negative
    const none = tf.relu(tf.sub(1, text));
    return tf.add(text, tf.mul(none, padding));
  });
}

/** Indices [batch, rows, columns] → their tokens, row after row, [batch, rows · columns]. */
export function imageTokens(indices: tf.Tensor, layout: Words): tf.Tensor {
  return tf.tidy(() => {
    const flat = tf.reshape(tf.cast(indices, 'float32'), [indices.shape[0] as number, -1]);
    return tf.add(flat, firstImageToken(layout));
  });
}
