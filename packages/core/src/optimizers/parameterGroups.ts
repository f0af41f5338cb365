import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariables } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';
import { matching, type ParameterGroup, under, updateGroup } from './parts.ts';

/**
 * Several optimisers, each for the variables whose names it matches; a variable belongs to the first group that matches it.
 *
 * The state is that of each group under its number: `0/first/…`, `1/velocity/…`.
 *
 * @param groups with the optimiser of each and, unless it is the step's, its learning rate
 * @throws `GROUP` for a group that matches no variable and for a variable that no group matches
 * @example
 * const optimizer = parameterGroups([
 *   { match: /^encoder/, optimizer: adam(), learningRate: (base) => tf.mul(base, 0.1) },
 *   { match: /./, optimizer: sgd({ momentum: 0.9 }) },
 * ]);
 */
export function parameterGroups(groups: readonly ParameterGroup[]): Optimizer {
  return {
    init(variables) {
      const split = splitOf(groups, variables);
      const states = groups.map(({ optimizer }, i) => under(`${i}`, optimizer.init(split[i] as NamedVariables)));
      return Object.assign({}, ...states);
    },
    update(gradients, state, variables, { learningRate }) {
      tf.tidy(() => {
        for (const [i, members] of splitOf(groups, variables).entries()) {
          const mine = Object.fromEntries(Object.entries(gradients).filter(([name]) => name in members));
          const part = { gradients: mine, state, variables: members };
          updateGroup(groups[i] as ParameterGroup, `${i}`, part, learningRate);
        }
      });
    },
  };
}

/** The variables of each group. */
function splitOf(groups: readonly ParameterGroup[], variables: NamedVariables): NamedVariables[] {
  let rest = variables;
  const split = groups.map(({ match }) => {
    const members = matching('parameterGroups', rest, match);
    rest = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in members)));
    return members;
  });
  const [left] = Object.keys(rest);
  if (left === undefined) return split;
  throw expected({
    where: 'parameterGroups',
    expected: 'a group for every variable',
    received: `none for ${left}`,
    todo: 'Add a last group that matches /./.',
    code: 'GROUP',
  });
}
