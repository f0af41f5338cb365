import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { fraction, nonNegative } from '../options/ranges.ts';
import { gradientOf, stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { coupledDecay } from './weightDecay.ts';
import { zeros } from './zeros.ts';

export interface SgdOptions {
  /** μ, how much of the velocity is kept at a step. */
  readonly momentum?: number;
  /** Look ahead along the new velocity; needs momentum. */
  readonly nesterov?: boolean;
  readonly weightDecay?: number;
}

/**
 * Gradient descent, with momentum: b ← μb + g, then p ← p − ηb, or p ← p − η(g + μb) with Nesterov's look ahead.
 *
 * The state is `velocity/…` (b), and nothing without momentum.
 * Source: Sutskever et al., "On the importance of initialization and momentum", ICML 2013, in the form of torch.optim.SGD, which multiplies by
 * η last: a change of the learning rate acts at once.
 *
 * @param options.weightDecay coupled: g ← g + λp, biases included
 * @throws `OPTION` for an option out of its range; `update` throws `GRADIENT`, `SHAPE` or `STATE` for what it misses
 * @example
 * const optimizer = sgd({ momentum: 0.9, nesterov: true });
 */
export function sgd({ momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions = {}): Optimizer {
  checkOptions('sgd', { momentum }, fraction);
  checkOptions('sgd', { weightDecay }, nonNegative);
  if (nesterov && momentum === 0) {
    throw expected({
      where: 'sgd, nesterov',
      expected: 'momentum above 0 as well',
      received: 'momentum 0',
      todo: 'Set momentum, e.g. 0.9, or leave nesterov out.',
      code: 'OPTION',
    });
  }
  const optimizer: Optimizer = {
    init: (variables) => (momentum === 0 ? {} : zeros('velocity', variables)),
    update(gradients, state, variables, { learningRate }) {
      for (const [name, variable] of Object.entries(variables)) {
        const gradient = gradientOf('sgd', gradients, name, variable);
        tf.tidy(() => {
          let direction = gradient;
          if (momentum !== 0) {
            const velocity = stateOf('sgd', state, `velocity/${name}`);
            velocity.assign(tf.add(tf.mul(velocity, momentum), gradient));
            direction = nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
          }
          variable.assign(tf.sub(variable, tf.mul(direction, learningRate)));
        });
      }
    },
  };
  return coupledDecay(optimizer, weightDecay);
}
