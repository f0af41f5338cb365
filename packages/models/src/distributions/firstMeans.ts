import { streams } from '@latentkit/core';
import { checkOptions, fillNormal, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';

/** Step in the stream of first weights, far from the draws of a model's layers. */
const step = 2 ** 20;

/**
 * Where the means of a prior start: draws of N(0, deviation² I), one row per component.
 *
 * @param where the prior
 * @param latentShape of one code, without the batch
 * @returns a variable [count, size of the latentShape]
 * @throws `OPTION` for a shape of other than positive whole numbers
 */
export function firstMeans(
  where: string,
  {
    count,
    latentShape,
    deviation,
    seed,
  }: { count: number; latentShape: readonly number[]; deviation: number; seed: number },
): tf.Variable<tf.Rank.R2> {
  checkOptions(where, Object.fromEntries(latentShape.map((axis, i) => [`latentShape[${i}]`, axis])), ranges.count);
  const size = latentShape.reduce((product, axis) => product * axis, 1);
  const drawn = fillNormal(new Float32Array(count * size), { seed, stream: streams.weights, step });
  return tf.tidy(() => tf.variable(tf.mul(tf.tensor2d(drawn, [count, size]), deviation)));
}
