import * as tf from '@tensorflow/tfjs-core';
import type { NamedArrays } from '../checkpoint/encodeSafetensors.ts';
import { checkOptions } from '../options/checkOptions.ts';
import { fraction } from '../options/ranges.ts';
import type { TrainState } from '../train/trainState.ts';
import { stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { under } from './parts.ts';
import { zeroVariable } from './zeros.ts';

/**
 * An optimiser that keeps an average of each weight beside it, which the training itself never sees: a̅ ← a̅ + (p − a̅)/t, the mean over all
 * updates; with a decay d, a̅ ← a̅ + (1 − d)(p − a̅), from the first weights on. `averagesOf` takes it out of a state.
 *
 * The state is the optimiser's, `average/…`, and `averaged`, which counts updates. Costs one pass over the weights per step.
 * Source: Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
 *
 * @param options.decay d in [0, 1), e.g. 0.999; the mean over all updates without it
 * @throws `OPTION` for a decay out of its range
 * @example
 * const optimizer = averaged(adam(), { decay: 0.999 });
 */
export function averaged(optimizer: Optimizer, { decay }: { decay?: number } = {}): Optimizer {
  if (decay !== undefined) checkOptions('averaged', { decay }, fraction);
  return {
    init(variables) {
      const copies = Object.entries(variables).map(([name, variable]) => [
        name,
        tf.tidy(() => tf.variable(tf.clone(variable), false)),
      ]);
      return {
        ...optimizer.init(variables),
        ...under('average', Object.fromEntries(copies)),
        averaged: zeroVariable([]),
      };
    },
    update(gradients, state, variables, options) {
      optimizer.update(gradients, state, variables, options);
      tf.tidy(() => {
        const count = stateOf('averaged', state, 'averaged');
        count.assign(tf.add(count, 1));
        const share = decay === undefined ? tf.div(1, count) : tf.scalar(1 - decay);
        for (const [name, variable] of Object.entries(variables)) {
          const average = stateOf('averaged', state, `average/${name}`);
          tf.tidy(() => average.assign(tf.add(average, tf.mul(tf.sub(variable, average), share))));
        }
      });
    },
  };
}

/**
 * The variables of a model as a state has them, those that `averaged` keeps replaced by their averages, wherever in the optimiser it stands.
 *
 * @returns by name, for `setVariables` or a file
 * @example
 * for await (const event of train({ model, objective, data, optimizer: averaged(adam()), engine, epochs: 1 }))
 *   if (event.kind === 'epoch') averagesOf(await event.state()).w?.shape; // []
 */
export function averagesOf({ variables, optimizer }: TrainState): NamedArrays {
  const averages = Object.entries(optimizer).flatMap(([key, array]) => {
    const name = /(?:^|\/)average\/(.*)$/.exec(key)?.[1];
    return name !== undefined && Object.hasOwn(variables, name) ? [[name, array] as const] : [];
  });
  return { ...variables, ...Object.fromEntries(averages) };
}
