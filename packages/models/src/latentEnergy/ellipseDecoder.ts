import { streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from './decoder.ts';

/**
 * g(z) = [w₁ cos z, w₂ sin z]: codes are angles [n, 1], observations points of the plane [n, 2]; the half axes w are what it learns.
 *
 * @param options.axes where w starts; by default drawn by the seed between ½ and 1½
 * @see Canziani, lecture 08-3, recap: predictive latent variable model
 * @example
 * ellipseDecoder({ axes: [2, 1] }).decode(tf.tensor2d([[0]])); // [[2, 0]]
 */
export function ellipseDecoder({ axes, seed = 0 }: { axes?: readonly [number, number]; seed?: number } = {}): Decoder {
  const start =
    axes ?? fillUniform(new Float32Array(2), { seed, stream: streams.weights, step: 0 }).map((u) => u + 0.5);
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  return {
    variables: { axes: w },
    exampleShape: [2],
    latentShape: [1],
    decode(z) {
      if (z.rank !== 2 || z.shape[1] !== 1) {
        throw expected({
          where: 'ellipseDecoder.decode',
          expected: 'angles of shape [n,1]',
          received: `[${z.shape}]`,
          todo: 'Give one angle per row, in radians.',
          code: 'SHAPE',
        });
      }
      return tf.tidy(() => tf.mul(tf.concat([tf.cos(z), tf.sin(z)], 1), w));
    },
    dispose: () => w.dispose(),
  };
}
