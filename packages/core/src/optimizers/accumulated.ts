import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { count } from '../options/ranges.ts';
import { gradientOf, stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { zeros, zeroVariable } from './zeros.ts';

/**
 * One update every k steps, by the mean of their gradients: the update of a batch k times as large, in the memory of one. The steps between
 * change neither weights nor moments; what was gathered is part of the state, so a resumed run goes on in the middle of it, and an epoch's
 * end does not cut it.
 *
 * The state is the optimiser's, `gathered/…` and `gathered`, which counts. A step reads no value, so every step computes the update and all
 * but the k-th put back what it changed: the optimiser costs k times what it would.
 *
 * @param optimizer what the means are handed to, at the learning rate of the last of the steps
 * @param steps k
 * @throws `OPTION` where k is no whole number of at least 1
 * @example
 * const optimizer = accumulated(adam(), 4);
 */
export function accumulated(optimizer: Optimizer, steps: number): Optimizer {
  checkOptions('accumulated', { steps }, count);
  return {
    init: (variables) => ({
      ...optimizer.init(variables),
      ...zeros('gathered', variables),
      gathered: zeroVariable([]),
    }),
    update(gradients, state, variables, options) {
      tf.tidy(() => {
        const gathered = stateOf('accumulated', state, 'gathered');
        const sums = Object.entries(variables).map(([name, variable]) => {
          const sum = stateOf('accumulated', state, `gathered/${name}`);
          sum.assign(tf.add(sum, gradientOf('accumulated', gradients, name, variable)));
          return [name, sum] as const;
        });
        gathered.assign(tf.add(gathered, 1));
        const due = tf.greaterEqual(gathered, steps);
        const means = sums.map(([name, sum]) => [name, tf.div(sum, steps)] as const);
        const own = Object.entries(state).filter(([name]) => !/^gathered(?:\/|$)/.test(name));
        const changing = [...Object.values(variables), ...own.map(([, variable]) => variable)];
        const before = changing.map((variable) => tf.clone(variable as tf.Tensor));
        optimizer.update(Object.fromEntries(means), Object.fromEntries(own), variables, options);
        for (const [i, variable] of changing.entries()) {
          tf.tidy(() => variable.assign(tf.where(due, variable as tf.Tensor, before[i] as tf.Tensor)));
        }
        for (const sum of [gathered, ...sums.map(([, sum]) => sum)]) {
          tf.tidy(() => sum.assign(tf.where(due, tf.zerosLike(sum), sum as tf.Tensor)));
        }
      });
    },
  };
}
