import {
  backpropagation,
  type Learn,
  type Objective,
  type Random,
  type Schedule,
  stopGradient,
  straightThrough,
} from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { nearest, quantize } from '../vectorQuantized/quantize.ts';
import type { GridVectorQuantizedAutoencoder } from './gridVectorQuantizedAutoencoder.ts';

export type RunningMeansTerm = 'reconstruction' | 'commitment';

export interface RunningMeansOptions {
  /** β: a number or a schedule; 0.25 by default. */
  readonly commitment?: number | Schedule;
  /** γ: the part of the running means that a step keeps, in [0, 1). */
  readonly decay?: number;
  /** An entry used less than this share of an even use, in [0, 1), is dead and restarts at one of the vectors; 0 never restarts. */
  readonly dead?: number;
}

/**
 * F(y) = C(y, ỹ) + β ‖z − sg(e)‖² by backpropagation, and a codebook of running means of the vectors that are nearest to each entry:
 *
 *     nⱼ ← γ nⱼ + (1 − γ) Σ 1,   mⱼ ← γ mⱼ + (1 − γ) Σ z,   eⱼ = mⱼ/nⱼ          sums over the vectors z of the batch with k(z) = j
 *
 * An entry of which n falls below `dead` of an even share is put at a vector of the batch, drawn in proportion to its squared distance from its
 * nearest entry as in k-means++: where nine vectors in ten are alike, most of the others are found.
 *
 * @returns the objective and its rule, for `train({ model, ...runningMeans(), … })`
 * @throws `OPTION` for a decay or a share outside of [0, 1)
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, appendix A.1; Dhariwal et al. 2020, Jukebox, section 3.2, random restarts; Arthur and
 * Vassilvitskii 2007, k-means++
 * @example
 * const { objective, learn } = runningMeans({ decay: 0.99 });
 */
export function runningMeans({ commitment = 0.25, decay = 0.99, dead = 0.01 }: RunningMeansOptions = {}): {
  readonly objective: Objective<GridVectorQuantizedAutoencoder, RunningMeansTerm>;
  readonly learn: (model: GridVectorQuantizedAutoencoder) => Learn<RunningMeansTerm>;
} {
  checkOptions('runningMeans', { decay, dead }, ranges.fraction);
  const objective: Objective<GridVectorQuantizedAutoencoder, RunningMeansTerm> = {
    weights: { reconstruction: 1, commitment },
    terms(model, { y }) {
      const mode = { training: true };
      const z = model.softCodes(y, mode);
      const entries = quantize(z, model.codebook);
      return {
        reconstruction: model.likelihood.cost(y, model.output(straightThrough(z, entries), mode)),
        commitment: squaredError(z, stopGradient(entries)),
      };
    },
  };
  return {
    objective,
    learn: (model) => {
      const rule = backpropagation(model, objective);
      return (batch, random, weights) => {
        const result = rule(batch, random, weights);
        // A compiled step shares this with the encoder's first pass.
        tf.tidy(() => moveMeans(model, { vectors: model.softCodes(batch.y), random, decay, dead }));
        return result;
      };
    },
  };
}

/** One update of the codebook by the vectors of a batch, [batch, rows, columns, d]. */
function moveMeans(
  { codebook, counts, sums, size }: GridVectorQuantizedAutoencoder,
  { vectors, random, decay, dead }: { vectors: tf.Tensor; random: Random; decay: number; dead: number },
): void {
  const d = codebook.shape[1] as number;
  const z = tf.reshape(vectors, [-1, d]) as tf.Tensor2D;
  const many = z.shape[0];
  const chosen = tf.cast(tf.oneHot(tf.cast(nearest(z, codebook), 'int32'), size), 'float32') as tf.Tensor2D;
  const moved = (old: tf.Tensor, fresh: tf.Tensor) => tf.add(tf.mul(old, decay), tf.mul(fresh, 1 - decay));
  const n = moved(counts, tf.sum(chosen, 0));
  const m = moved(sums, tf.matMul(chosen, z, true, false));
  const share = many / size;
  const drawn = farDraws(z, codebook, random);
  const isDead = tf.cast(tf.less(n, dead * share), 'float32');
  const restart = (old: tf.Tensor, fresh: tf.Tensor, mask: tf.Tensor) =>
    tf.add(tf.mul(old, tf.sub(1, mask)), tf.mul(fresh, mask));
  const column = tf.reshape(isDead, [size, 1]);
  const [nextCounts, nextSums] = [
    restart(n, tf.fill([size], share), isDead),
    restart(m, tf.mul(tf.gather(z, drawn), share), column),
  ];
  counts.assign(nextCounts);
  sums.assign(nextSums);
  codebook.assign(tf.div(nextSums, tf.reshape(nextCounts, [size, 1])));
}

/** For each entry, whether it is dead or not, a vector drawn in proportion to ‖z − e‖²: how many are dead is not known before. */
function farDraws(z: tf.Tensor2D, codebook: tf.Variable, random: Random): tf.Tensor1D {
  const [size, many] = [codebook.shape[0] as number, z.shape[0]];
  const below = tf.cumsum(tf.sum(tf.square(tf.sub(z, quantize(z, codebook))), 1));
  const targets = tf.mul(random.uniform([size, 1]), tf.slice(below, [many - 1], [1]));
  const passed = tf.sum(tf.cast(tf.lessEqual(tf.reshape(below, [1, many]), targets), 'float32'), 1);
  return tf.cast(tf.minimum(passed, many - 1), 'int32') as tf.Tensor1D;
}
