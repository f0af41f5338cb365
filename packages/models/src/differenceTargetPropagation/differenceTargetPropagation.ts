import { backpropagation, type Learn, type Objective, type Random } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { Cost } from '../autoencoder/reconstruction.ts';
import type { DenseMap } from './denseMaps.ts';
import type { InvertibleAutoencoder } from './invertibleAutoencoder.ts';

export interface DifferenceTargetPropagationOptions {
  /** C(y, ỹ), one number per example. */
  readonly cost: Cost;
  /** η: how far down the cost the first target lies. */
  readonly stepSize?: number;
  /** σ of the noise around a layer's values where its inverse is learned. */
  readonly noise?: number;
}

/** C(y, ỹ) of the last layer; of the others how far they are from their targets, and how well the inverses invert. */
export type DifferenceTargetPropagationTerm = 'reconstruction' | 'forward' | 'inverse';

export interface DifferenceTargetPropagation {
  readonly objective: Objective<InvertibleAutoencoder, DifferenceTargetPropagationTerm>;
  readonly learn: (model: InvertibleAutoencoder) => Learn<DifferenceTargetPropagationTerm>;
  /** h₀ = y, h₁, …, h_{L−1} of observations [batch, …exampleShape], and the targets ĥ₁, …, ĥ_{L−1}; ĥ₀ = y. */
  targets(model: InvertibleAutoencoder, y: tf.Tensor): Layers;
}

export interface Layers {
  readonly h: readonly tf.Tensor[];
  readonly target: readonly tf.Tensor[];
}

/**
 * Difference target propagation: every layer gets a target from the layer above through an approximate inverse, and learns from its own cost
 * alone; no gradient passes from one layer to another.
 *
 *     hₗ = fₗ(hₗ₋₁),   ĥ_{L−1} = h_{L−1} − η ∂C/∂h_{L−1},   ĥₗ₋₁ = hₗ₋₁ + gₗ(ĥₗ) − gₗ(hₗ)
 *     fₗ learns ‖fₗ(hₗ₋₁) − ĥₗ‖²,   gₗ learns ‖gₗ(fₗ(h)) − h‖² at h = hₗ₋₁ + ε,   f_L learns C(y, f_L(h_{L−1}))
 *
 * The difference gₗ(ĥₗ) − gₗ(hₗ) cancels what the inverse gets wrong: a layer at its target leaves the one below at its own.
 *
 * @returns the objective and its rule, for `train({ model, ...differenceTargetPropagation({ cost }), … })`
 * @throws OPTION for a step that is not positive or noise below 0
 * @see Lee, Zhang, Fischer and Bengio 2015, equations 9, 11, 14 and 15
 * @example
 * const { objective, learn } = differenceTargetPropagation({ cost: squaredError });
 */
export function differenceTargetPropagation({
  cost,
  stepSize = 0.1,
  noise = 0.5,
}: DifferenceTargetPropagationOptions): DifferenceTargetPropagation {
  checkOptions('differenceTargetPropagation', { stepSize }, ranges.positive);
  checkOptions('differenceTargetPropagation', { noise }, ranges.nonNegative);

  const targets = ({ forward, backward }: InvertibleAutoencoder, y: tf.Tensor): Layers => {
    const last = forward.length - 1;
    // h₀ = y, hₗ = fₗ(hₗ₋₁)
    const h = [y];
    for (const f of forward.slice(0, last)) h.push(f.apply(h.at(-1) as tf.Tensor));
    // ĥ_{L−1} = h_{L−1} − η ∂C/∂h_{L−1}
    const top = h[last] as tf.Tensor;
    const slope = tf.grad((at) => tf.sum(cost(y, mapAt(forward, last).apply(at))))(top);
    const target = [...h];
    target[last] = tf.sub(top, tf.mul(slope, stepSize));
    for (let l = last; l >= 2; l--) {
      const g = mapAt(backward, l - 2);
      // ĥₗ₋₁ = hₗ₋₁ + gₗ(ĥₗ) − gₗ(hₗ)
      const moved = tf.sub(g.apply(target[l] as tf.Tensor), g.apply(h[l] as tf.Tensor));
      target[l - 1] = tf.add(h[l - 1] as tf.Tensor, moved);
    }
    return { h, target };
  };

  /** Where the inverses learn: h = hₗ₋₁ + ε with what fₗ makes of it, for gₗ, l = 2 … L − 1. */
  const noisy = ({ forward, backward }: InvertibleAutoencoder, { h }: Layers, random: Random) =>
    backward.map((_, i) => {
      const below = h[i + 1] as tf.Tensor;
      const from = tf.add(below, tf.mul(random.normal(below.shape), noise));
      return { from, to: mapAt(forward, i + 1).apply(from) };
    });

  const termsOf = (model: InvertibleAutoencoder, y: tf.Tensor, layers: Layers, pairs: ReturnType<typeof noisy>) => {
    const { forward, backward } = model;
    const last = forward.length - 1;
    const at = (l: number) => layers.h[l] as tf.Tensor;
    return {
      // C(y, f_L(h_{L−1})): of the last layer's weights alone
      reconstruction: cost(y, mapAt(forward, last).apply(at(last))),
      // Σₗ ‖fₗ(hₗ₋₁) − ĥₗ‖²: each of its own layer's weights alone
      forward: sum(
        forward.slice(0, last).map((f, i) => squaredError(layers.target[i + 1] as tf.Tensor, f.apply(at(i)))),
      ),
      // Σₗ ‖gₗ(fₗ(h)) − h‖²: each of its own inverse's weights alone
      inverse: sum(pairs.map(({ from, to }, i) => squaredError(from, mapAt(backward, i).apply(to)))),
    };
  };

  const weights = { reconstruction: 1, forward: 1, inverse: 1 };
  return {
    targets,
    objective: {
      weights,
      terms: (model, { y }, random) => {
        const layers = targets(model, y);
        return termsOf(model, y, layers, noisy(model, layers, random));
      },
    },
    learn: (model) => (batch, random, stepWeights) => {
      // All h, ĥ and h + ε, which are numbers in what follows
      const layers = targets(model, batch.y);
      const pairs = noisy(model, layers, random);
      const terms = () => termsOf(model, batch.y, layers, pairs);
      return backpropagation(model, { weights, terms })(batch, random, stepWeights);
    },
  };
}

const mapAt = (maps: readonly DenseMap[], i: number) => maps[i] as DenseMap;

const sum = (terms: readonly tf.Tensor1D[]) => terms.reduce((all, next) => tf.add(all, next));
