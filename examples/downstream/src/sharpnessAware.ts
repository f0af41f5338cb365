import { backpropagation, type Learn, type Model, type NamedTensors, type Objective, trainable } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * A new learning rule: the gradient not here but uphill, g = ∇L(θ + ρ ∇L/‖∇L‖), which leads to flat minima. It moves the variables and
 * puts them back, which a step may do: engines trace assignments.
 *
 * @param options.rho ρ, how far uphill
 * @see Foret and others 2021, sharpness-aware minimisation
 */
export function sharpnessAware({ rho }: { rho: number }) {
  return <M extends Model, Name extends string>(model: M, objective: Objective<M, Name>): Learn<Name> => {
    const gradient = backpropagation(model, objective);
    return (batch, random, weights) =>
      tf.tidy(() => {
        const { gradients, terms } = gradient(batch, random, weights);
        const variables = trainable(model);
        const start = Object.entries(variables).map(([name, variable]) => [name, tf.clone(variable)] as const);
        const norm = tf.sqrt(tf.add(squares(gradients), 1e-12));
        for (const [name, variable] of Object.entries(variables)) {
          variable.assign(tf.add(variable, tf.mul(tf.div(gradients[name] as tf.Tensor, norm), rho)));
        }
        const uphill = gradient(batch, random, weights);
        for (const [name, value] of start) (variables[name] as tf.Variable).assign(value);
        return { gradients: uphill.gradients, terms };
      });
  };
}

/** Σ over all variables of their squares. */
function squares(gradients: NamedTensors): tf.Tensor {
  return Object.values(gradients)
    .map((gradient) => tf.sum(tf.square(gradient)))
    .reduce((sum, next) => tf.add(sum, next));
}
