import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { fraction, nonNegative } from '../options/ranges.ts';
import { gradientOf, stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { coupledDecay } from './weightDecay.ts';
import { zeros } from './zeros.ts';

export interface RmspropOptions {
  /** α, how much of the mean squared gradient is kept at a step. */
  readonly alpha?: number;
  /** ε, added to the root. */
  readonly epsilon?: number;
  /** μ, how much of the velocity is kept at a step. */
  readonly momentum?: number;
  /** Divide by the standard deviation of the gradients in place of their root mean square. */
  readonly centered?: boolean;
  readonly weightDecay?: number;
}

/**
 * RMSprop: each weight moves by its gradient over the root of the mean of its squares,
 *
 *     p ← p − η g / (√v + ε),   v = (1 − α) Σᵢ αᵗ⁻ⁱ gᵢ²;   centered: v − a², a = (1 − α) Σᵢ αᵗ⁻ⁱ gᵢ.
 *
 * The state is `square/…`, `mean/…` when centered (the two sums, without the factor 1 − α), and `velocity/…` with momentum.
 * Source: Tieleman, Hinton, Coursera lecture 6.5, 2012; Graves, arXiv 1308.0850; the trajectories are those of torch.optim.RMSprop.
 *
 * @param options.weightDecay coupled: g ← g + λp, biases included
 * @throws `OPTION` for an option out of its range; `update` throws `GRADIENT`, `SHAPE` or `STATE` for what it misses
 * @example
 * const optimizer = rmsprop({ alpha: 0.9, centered: true });
 */
export function rmsprop({
  alpha = 0.99,
  epsilon = 1e-8,
  momentum = 0,
  centered = false,
  weightDecay = 0,
}: RmspropOptions = {}): Optimizer {
  checkOptions('rmsprop', { alpha, momentum }, fraction);
  checkOptions('rmsprop', { epsilon, weightDecay }, nonNegative);
  const optimizer: Optimizer = {
    init: (variables) => ({
      ...zeros('square', variables),
      ...(centered ? zeros('mean', variables) : {}),
      ...(momentum === 0 ? {} : zeros('velocity', variables)),
    }),
    update(gradients, state, variables, { learningRate }) {
      tf.tidy(() => {
        // With S = v/(1 − α) and A = a/(1 − α): √(v − a²) + ε = √(1 − α) · (√(S − (1 − α) A²) + ε/√(1 − α)).
        const root = Math.sqrt(1 - alpha);
        const size = tf.div(learningRate, root);
        const floor = tf.scalar(epsilon / root);
        const keep = tf.scalar(alpha);
        for (const [name, variable] of Object.entries(variables)) {
          const gradient = gradientOf('rmsprop', gradients, name, variable);
          const square = stateOf('rmsprop', state, `square/${name}`);
          tf.tidy(() => {
            square.assign(tf.add(tf.mul(square, keep), tf.square(gradient)));
            let spread: tf.Tensor = square;
            if (centered) {
              const mean = stateOf('rmsprop', state, `mean/${name}`);
              mean.assign(tf.add(tf.mul(mean, keep), gradient));
              // A variance of 0 may round to below 0, and its root to NaN.
              spread = tf.relu(tf.sub(square, tf.mul(tf.square(mean), 1 - alpha)));
            }
            let direction = tf.div(gradient, tf.add(tf.sqrt(spread), floor));
            if (momentum !== 0) {
              const velocity = stateOf('rmsprop', state, `velocity/${name}`);
              velocity.assign(tf.add(tf.mul(velocity, momentum), direction));
              direction = velocity;
            }
            variable.assign(tf.sub(variable, tf.mul(direction, size)));
          });
        }
      });
    },
  };
  return coupledDecay(optimizer, weightDecay);
}
