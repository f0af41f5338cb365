import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { fraction, nonNegative } from '../options/ranges.ts';
import { gradientOf, stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { coupledDecay } from './weightDecay.ts';
import { zeros, zeroVariable } from './zeros.ts';

export interface AdamOptions {
  /** β₁, how much of the mean gradient is kept at a step. */
  readonly beta1?: number;
  /** β₂, how much of the mean squared gradient is kept at a step. */
  readonly beta2?: number;
  /** ε, added to the root of the mean squared gradient. */
  readonly epsilon?: number;
  readonly weightDecay?: number;
}

/**
 * Adam: each weight moves by the mean of its gradients over the root of the mean of their squares,
 *
 *     p ← p − η m̂ / (√v̂ + ε),   m̂ = Σᵢ β₁ᵗ⁻ⁱ gᵢ / Σᵢ β₁ᵗ⁻ⁱ,   v̂ = Σᵢ β₂ᵗ⁻ⁱ gᵢ² / Σᵢ β₂ᵗ⁻ⁱ.
 *
 * The state is `first/…` and `second/…`, the two sums above the line (m/(1 − β₁) and v/(1 − β₂) of the paper: two ops fewer), and `step`.
 * Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015; the trajectories are those of torch.optim.Adam.
 *
 * @param options.weightDecay coupled: g ← g + λp, biases included
 * @throws `OPTION` for an option out of its range; `update` throws `GRADIENT`, `SHAPE` or `STATE` for what it misses
 * @example
 * const optimizer = adam({ weightDecay: 1e-5 });
 * const state = optimizer.init(variables);
 * optimizer.update(gradients, state, variables, { learningRate: tf.scalar(1e-3) });
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamOptions = {}): Optimizer {
  checkOptions('adam', { beta1, beta2 }, fraction);
  checkOptions('adam', { epsilon, weightDecay }, nonNegative);
  const optimizer: Optimizer = {
    init: (variables) => ({ ...zeros('first', variables), ...zeros('second', variables), step: zeroVariable([]) }),
    update(gradients, state, variables, { learningRate }) {
      tf.tidy(() => {
        const step = stateOf('adam', state, 'step');
        step.assign(tf.add(step, 1));
        // η (M/W₁) / (√(V/W₂) + ε) = (η √W₂ / W₁) · M / (√V + ε √W₂), with W the sums below the line.
        const rootW2 = tf.sqrt(sumOfWeights(step, beta2));
        const size = tf.div(tf.mul(learningRate, rootW2), sumOfWeights(step, beta1));
        const floor = tf.mul(rootW2, epsilon);
        const keep1 = tf.scalar(beta1);
        const keep2 = tf.scalar(beta2);
        for (const [name, variable] of Object.entries(variables)) {
          const gradient = gradientOf('adam', gradients, name, variable);
          const first = stateOf('adam', state, `first/${name}`);
          const second = stateOf('adam', state, `second/${name}`);
          // A tidy for each variable: its temporaries are free before the next one needs as many.
          tf.tidy(() => {
            first.assign(tf.add(tf.mul(first, keep1), gradient));
            second.assign(tf.add(tf.mul(second, keep2), tf.square(gradient)));
            const change = tf.div(tf.mul(first, size), tf.add(tf.sqrt(second), floor));
            variable.assign(tf.sub(variable, change));
          });
        }
      });
    },
  };
  return coupledDecay(optimizer, weightDecay);
}

/**
 * Σᵢ₌₁ᵗ βᵗ⁻ⁱ = (1 − βᵗ)/(1 − β), where 1 − βᵗ = −expm1(t ln β) = 2h/(1 + h) for h = tanh(−½ t ln β).
 *
 * 1 − exp(t ln β) would lose three digits at t = 1, β = 0.999. Not tf.expm1: ONNX has no such operator and WebGL's is exp(x) − 1.
 * At t = 2²⁴ the float32 step stops counting; βᵗ is gone long before.
 */
function sumOfWeights(step: tf.Tensor, beta: number): tf.Tensor {
  // ln 0 would be −∞: from 1e-30 on, βᵗ is nothing beside 1.
  const h = tf.tanh(tf.mul(step, -0.5 * Math.log(Math.max(beta, 1e-30))));
  return tf.mul(tf.div(h, tf.add(h, 1)), 2 / (1 - beta));
}
