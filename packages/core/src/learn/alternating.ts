import * as tf from '@tensorflow/tfjs-core';
import { type Model, trainable } from '../model.ts';
import type { Objective, StepWeights, Terms, Weights } from '../objective.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { matching, type ParameterGroup, under, updateGroup, within } from '../optimizers/parts.ts';
import { backpropagation } from './backpropagation.ts';
import type { LearnInTurn } from './learn.ts';

/** What learns by which objective, and how. A variable may learn in several phases, with moments of its own in each. */
export interface Phase<M extends Model = Model> extends ParameterGroup {
  readonly objective: Objective<M>;
}

/** What `train` takes, as one: `train({ model, data, epochs, ...alternating(phases) })`. */
export interface Alternating<M extends Model = Model> {
  /** The terms of all phases, each under its phase: `generation/cost`. */
  readonly objective: Objective<M>;
  readonly learn: (model: M) => LearnInTurn;
  readonly optimizer: Optimizer;
}

/**
 * Several objectives in turn, each for variables of its own: within a step, each phase in the order of its key takes gradients by backpropagation and
 * updates its variables before the next one begins. Adversaries are two such phases.
 *
 * What wraps an objective (`weighted`) or an optimiser (`averaged`) wraps a phase's. The total of an event is the weighted sum of the terms of all phases, each taken when its phase was. The state is that of each phase's
 * optimiser under its name: `generation/first/…`.
 *
 * @param phases by name, in the order in which they run
 * @throws `GROUP`, when training begins, for a phase that matches no variable
 * @example
 * const phases = alternating({
 *   fast: { objective, match: /w/, optimizer: adam() },
 *   slow: { objective, match: /w/, optimizer: sgd(), learningRate: (base) => tf.mul(base, 0.01) },
 * });
 * for await (const event of train({ model, data, engine, epochs: 1, ...phases })) if (event.kind === 'epoch') event.terms['slow/cost'];
 */
export function alternating<M extends Model>(phases: Readonly<Record<string, Phase<M>>>): Alternating<M> {
  const all = Object.entries(phases);
  const weights: Weights = Object.assign({}, ...all.map(([name, { objective }]) => under(name, objective.weights)));
  const terms: Objective<M>['terms'] = (model, batch, random): Terms =>
    Object.assign({}, ...all.map(([name, { objective }]) => under(name, objective.terms(model, batch, random))));
  return {
    objective: { weights, terms },
    learn: (model) => {
      const rules = all.map(([name, { objective, match }]) => {
        const learning = matching(`alternating, ${name}`, trainable(model), match);
        return [name, backpropagation(model, objective, learning)] as const;
      });
      return function* (batch, random, at) {
        for (const [name, rule] of rules) {
          const { gradients, terms } = rule(batch, random, within(name, at) as StepWeights);
          yield { gradients: under(name, gradients), terms: under(name, terms) };
        }
      };
    },
    optimizer: {
      init(variables) {
        const states = all.map(([name, { optimizer, match }]) =>
          under(name, optimizer.init(matching(`alternating, ${name}`, variables, match))),
        );
        return Object.assign({}, ...states);
      },
      update(gradients, state, variables, { learningRate }) {
        tf.tidy(() => {
          for (const [name, phase] of all) {
            const mine = within(name, gradients);
            if (Object.keys(mine).length === 0) continue;
            const part = {
              gradients: mine,
              state,
              variables: matching(`alternating, ${name}`, variables, phase.match),
            };
            updateGroup(phase, name, part, learningRate);
          }
        });
      },
    },
  };
}
