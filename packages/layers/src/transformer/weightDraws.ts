import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../sizes.ts';
import type { Affine, Block, Norm } from './weights.ts';

/** First values of variables: each normal one takes the next random numbers of the seed. */
export interface WeightDraws {
  /** N(0, deviation²). */
  normal(shape: readonly number[], deviation?: number): tf.Variable;
  /** The same number everywhere. */
  constant(shape: readonly number[], value: number): tf.Variable;
}

/** σ of every weight that is drawn, as in GPT-2. */
const standard = 0.02;

/**
 * Variables that start from random numbers of a seed, in the order in which they are asked for.
 *
 * @param options.first how many weights have drawn from this seed before
 * @example
 * const table = weightDraws({ seed: 1 }).normal([16, 8]); // N(0, 0.02²)
 */
export function weightDraws({ seed = 0, first = 0 }: { seed?: number; first?: number } = {}): WeightDraws {
  let step = first;
  return {
    normal(shape, deviation = standard) {
      const values = fillNormal(new Float32Array(sizeOf(shape)), { seed, stream: streams.weights, step: step++ });
      return variable(
        values.map((e) => deviation * e),
        shape,
      );
    },
    constant: (shape, value) => variable(new Float32Array(sizeOf(shape)).fill(value), shape),
  };
}

function variable(values: Float32Array, shape: readonly number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape], 'float32')));
}

/**
 * The variables of `affine`: kernel [inputs, outputs] normal, bias zero.
 *
 * @example
 * const head = affineWeights(weightDraws({ seed: 1 }), [8, 16]);
 */
export function affineWeights(
  draws: WeightDraws,
  [inputs, outputs]: readonly [inputs: number, outputs: number],
  deviation = standard,
): Affine<tf.Variable> {
  return { kernel: draws.normal([inputs, outputs], deviation), bias: draws.constant([outputs], 0) };
}

/**
 * The variables of `layerNorm`: gain 1, bias 0, each [width].
 *
 * @example
 * const norm = normWeights(weightDraws(), 8);
 */
export function normWeights(draws: WeightDraws, width: number): Norm<tf.Variable> {
  return { gain: draws.constant([width], 1), bias: draws.constant([width], 0) };
}

/**
 * The variables of a transformer block as GPT-2 starts them: N(0, 0.02²), and what is added to the stream of 2 · depth sums smaller by √(2 · depth).
 *
 * @param options.width d, the numbers of a token's vector
 * @param options.hidden of the network after the attention; 4d by default
 * @param options.depth blocks of the whole stack; 1 by default
 * @see Radford et al. 2019, Language models are unsupervised multitask learners
 * @example
 * const block = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 */
export function blockWeights(
  draws: WeightDraws,
  { width, hidden = 4 * width, depth = 1 }: { width: number; hidden?: number; depth?: number },
): Block<tf.Variable> {
  const last = standard / Math.sqrt(2 * depth);
  return {
    attentionNorm: normWeights(draws, width),
    attention: {
      query: affineWeights(draws, [width, width]),
      key: { kernel: draws.normal([width, width]) },
      value: affineWeights(draws, [width, width]),
      output: affineWeights(draws, [width, width], last),
    },
    feedForwardNorm: normWeights(draws, width),
    feedForward: {
      up: affineWeights(draws, [width, hidden]),
      down: affineWeights(draws, [hidden, width], last),
    },
  };
}
