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
  /** β: a number or a schedule; 0.25 unless given. */
  readonly commitment?: number | Schedule;
  /** γ: the part of the running means that a step keeps, in [0, 1). */
  readonly decay?: number;
  /** An entry is dead below this part of an even share of the vectors, in [0, 1), and starts anew at one of them; 0 restarts none. */
  readonly dead?: number;
}

/**
 * F(y) = C(y, ỹ) + β ‖z − sg(e)‖² by backpropagation, and a codebook of running means of the vectors that are nearest to each entry:
 *
 *     nⱼ ← γ nⱼ + (1 − γ) Σ 1,   mⱼ ← γ mⱼ + (1 − γ) Σ z,   eⱼ = mⱼ/nⱼ          sums over the vectors z of the batch with k(z) = j
 *
 * An entry of which n falls below `dead` of an even share is put at a vector of the batch, drawn from the step's random numbers.
 *
 * @returns the objective and its rule, for `train({ model, ...runningMeans(), … })`
 * @throws `OPTION` for a decay or a share outside of [0, 1)
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, appendix A.1; Dhariwal et al. 2020, Jukebox, section 3.2, random restarts
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
  // One draw an entry, whether it is dead or not: how many are dead is not known before.
  const drawn = tf.cast(tf.mul(random.uniform([size]), many), 'int32') as tf.Tensor1D;
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
