import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { type Model, trainable } from '../model.ts';
import { type Objective, type Terms, total } from '../objective.ts';
import type { NamedTensors, NamedVariables } from '../tensors.ts';
import type { Learn } from './learn.ts';

/**
 * The learning rule g = ∂L/∂θ for L = Σᵢ weightᵢ · mean over the batch of termᵢ.
 *
 * @param learning the variables that learn; all trainable ones of the model by default
 * @throws `GRADIENT` for an operation whose gradient tfjs has not
 * @returns a rule that gives one gradient per variable that learns (zeros where L does not depend on it) and the bare terms, each [batch]
 */
export function backpropagation<M extends Model, Name extends string>(
  model: M,
  objective: Objective<M, Name>,
  learning?: NamedVariables,
): Learn<Name> {
  return (batch, random, weights) => {
    const variables = learning ?? trainable(model);
    let kept = {} as Record<Name, tf.Tensor1D>;
    const { grads, value } = gradientsOf(() => {
      const terms = objective.terms(model, batch, random);
      kept = mapTerms(terms, (term) => tf.keep(term));
      return total(terms, weights);
    }, Object.values(variables));
    value.dispose();
    // Kept tensors outlive every tidy; their clones belong to the caller's.
    const terms: Terms<Name> = mapTerms(kept, (term) => tf.clone(term));
    tf.dispose(kept);
    return { gradients: byName(variables, grads), terms };
  };
}

/** tf.variableGrads, whose own refusals, as of the gradient of a dilated convolution, are one line. */
function gradientsOf(loss: () => tf.Scalar, variables: tf.Variable[]): ReturnType<typeof tf.variableGrads> {
  try {
    return tf.variableGrads(loss, variables);
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.startsWith('Error in gradient of')) throw cause;
    throw expected({
      where: 'backpropagation',
      expected: 'operations whose gradient tfjs has',
      received: cause.message.replace(/\.$/, ''),
      todo: 'Replace the layer or the operation.',
      code: 'GRADIENT',
      cause,
    });
  }
}

function byName(variables: NamedVariables, gradients: tf.NamedTensorMap): NamedTensors {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [name, gradients[variable.name] ?? tf.zerosLike(variable)]),
  );
}

function mapTerms<Name extends string>(terms: Terms<Name>, map: (term: tf.Tensor1D) => tf.Tensor1D) {
  const names = Object.keys(terms) as Name[];
  return Object.fromEntries(names.map((name) => [name, map(terms[name])])) as Record<Name, tf.Tensor1D>;
}
