import type { Random } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { checkSizes } from '../sizes.ts';
import { type Corruption, sidesOf } from './corruption.ts';

/**
 * Something stands before the image: squares of zeros, each anywhere in it with equal chance, all channels alike. For images
 * [batch, height, width, channels].
 *
 * @param options.size pixels along a side
 * @param options.count squares per image, which may overlap; 1 by default
 * @throws `OPTION` for a size or count that is not a positive whole number, `SHAPE` for what is not an image or has no room for a square
 * @see Canziani, lecture 07-3: the corruption should be like what we expect in reality
 * @example
 * const hidden = patches({ size: 8 })(y, random);
 */
export function patches({ size, count = 1 }: { size: number; count?: number }): Corruption {
  checkSizes('patches, size and count', [size, count]);
  return (y, random) => {
    const [batch, height, width] = sidesOf('patches', y);
    checkRoom(size, height, width);
    return tf.tidy(() => {
      let seen = y;
      for (let i = 0; i < count; i++) {
        const rows = span(random, { batch, length: height, size }); // [batch, height]
        const columns = span(random, { batch, length: width, size }); // [batch, width]
        const inside = tf.mul(tf.reshape(rows, [batch, height, 1, 1]), tf.reshape(columns, [batch, 1, width, 1]));
        seen = tf.mul(seen, tf.sub(1, inside));
      }
      return seen;
    });
  };
}

/** 1 from a random start on for `size` places, 0 else; the starts 0 … length − size have equal chances. [batch, length] */
function span(random: Random, { batch, length, size }: { batch: number; length: number; size: number }): tf.Tensor {
  const start = tf.floor(tf.mul(random.uniform([batch, 1]), length - size + 1));
  const after = tf.sub(tf.reshape(tf.range(0, length), [1, length]), start);
  return tf.cast(tf.logicalAnd(tf.greaterEqual(after, 0), tf.less(after, size)), 'float32');
}

function checkRoom(size: number, height: number, width: number): void {
  if (size <= height && size <= width) return;
  throw expected({
    where: 'patches',
    expected: `images of at least ${size} × ${size} pixels`,
    received: `${height} × ${width}`,
    todo: 'Use a smaller patch.',
    code: 'SHAPE',
  });
}
