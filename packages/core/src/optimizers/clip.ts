import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { positive } from '../options/ranges.ts';
import type { NamedTensors } from '../tensors.ts';
import { globalNorm } from './globalNorm.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Shorten all gradients together, before weight decay and moments: g ← g · min(1, c / (‖g‖ + 1e-6)), ‖g‖² = Σ over all variables of g².
 * Source: Pascanu, Mikolov, Bengio, ICML 2013, in the form of torch.nn.utils.clip_grad_norm_.
 *
 * @param optimizer what the shortened gradients are handed to; its state is the state
 * @param maxNorm c > 0, the longest that the gradient of all variables together may be
 * @throws `OPTION` for a norm that is not above 0
 * @example
 * const optimizer = clipByGlobalNorm(adam(), 1);
 */
export function clipByGlobalNorm(optimizer: Optimizer, maxNorm: number): Optimizer {
  checkOptions('clipByGlobalNorm', { maxNorm }, positive);
  return changeGradients(optimizer, (gradients) => {
    const scale = tf.minimum(tf.div(maxNorm, tf.add(globalNorm(gradients), 1e-6)), 1);
    return (gradient) => tf.mul(gradient, scale);
  });
}

/**
 * Cut every number of every gradient to [−c, c], before weight decay and moments: torch.nn.utils.clip_grad_value_.
 *
 * @param optimizer what the cut gradients are handed to; its state is the state
 * @param maxValue c > 0
 * @throws `OPTION` for a value that is not above 0
 * @example
 * const optimizer = clipByValue(sgd(), 0.1);
 */
export function clipByValue(optimizer: Optimizer, maxValue: number): Optimizer {
  checkOptions('clipByValue', { maxValue }, positive);
  return changeGradients(optimizer, () => (gradient) => tf.clipByValue(gradient, -maxValue, maxValue));
}

/** The optimiser on changed gradients; `change` sees all of them before it changes one. */
function changeGradients(
  optimizer: Optimizer,
  change: (gradients: NamedTensors) => (gradient: tf.Tensor) => tf.Tensor,
): Optimizer {
  return {
    ...optimizer,
    update(gradients, state, variables, options) {
      tf.tidy(() => {
        const changed = change(gradients);
        const pairs = Object.entries(gradients).map(([name, gradient]) => [name, changed(gradient)]);
        optimizer.update(Object.fromEntries(pairs), state, variables, options);
      });
    },
  };
}
