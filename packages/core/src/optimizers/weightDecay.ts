import * as tf from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer.ts';

/**
 * Coupled weight decay: the gradient of ½λ‖p‖² joins the gradient before the moments do, g ← g + λp, biases included.
 * Source: torch.optim (`weight_decay` of Adam, SGD, RMSprop). Costs two ops per variable.
 *
 * @param weightDecay λ ≥ 0; at 0 the optimiser comes back as it was
 */
export function coupledDecay(optimizer: Optimizer, weightDecay: number): Optimizer {
  if (weightDecay === 0) return optimizer;
  return {
    ...optimizer,
    update(gradients, state, variables, options) {
      tf.tidy(() => {
        const decayed = Object.entries(gradients).map(([name, gradient]) => {
          const variable = variables[name];
          return [name, variable ? tf.add(gradient, tf.mul(variable, weightDecay)) : gradient];
        });
        optimizer.update(Object.fromEntries(decayed), state, variables, options);
      });
    },
  };
}

/**
 * Decoupled weight decay: p ← (1 − ηλ)·p before the update, past the moments.
 * Source: Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019. Costs one op per variable.
 *
 * @param weightDecay λ ≥ 0; at 0 the optimiser comes back as it was
 */
export function decoupledDecay(optimizer: Optimizer, weightDecay: number): Optimizer {
  if (weightDecay === 0) return optimizer;
  return {
    ...optimizer,
    update(gradients, state, variables, options) {
      tf.tidy(() => {
        const kept = tf.sub(1, tf.mul(options.learningRate, weightDecay));
        for (const variable of Object.values(variables)) variable.assign(tf.mul(variable, kept));
        optimizer.update(gradients, state, variables, options);
      });
    },
  };
}
