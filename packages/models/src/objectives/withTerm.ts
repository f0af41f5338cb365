import type { Batch, Model, Objective, Random, Schedule } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * An objective with one term more.
 *
 * @param name of the term
 * @param weight what it counts: a number or a schedule
 * @param term one number per example, [batch]; it draws after the terms of the objective
 * @example
 * const objective = withTerm(reconstruction({ cost: squaredError }), 'norm', 0.1, (model, { y }) => l2().energy(model.encode(y)));
 */
export function withTerm<M extends Model, Name extends string, const More extends string>(
  objective: Objective<M, Name>,
  name: More,
  weight: number | Schedule,
  term: (model: M, batch: Batch, random: Random) => tf.Tensor1D,
): Objective<M, Name | More> {
  return {
    weights: { ...objective.weights, [name]: weight } as Objective<M, Name | More>['weights'],
    terms: (model, batch, random) =>
      tf.tidy(() => {
        const terms = objective.terms(model, batch, random);
        return { ...terms, [name]: term(model, batch, random) } as ReturnType<Objective<M, Name | More>['terms']>;
      }),
  };
}
