import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { NamedTensors, NamedVariables } from '../tensors.ts';

/**
 * The gradient of a variable. A gradient of another shape would be broadcast, silently.
 *
 * @throws `GRADIENT` when it is missing, `SHAPE` when its shape is not the variable's
 */
export function gradientOf(where: string, gradients: NamedTensors, name: string, { shape }: tf.Variable): tf.Tensor {
  const gradient = gradients[name];
  if (gradient === undefined) {
    throw expected({
      where,
      expected: `a gradient for the variable ${name}`,
      received: 'none',
      todo: 'Pass a gradient for every variable, or only the variables that learn.',
      code: 'GRADIENT',
    });
  }
  if (gradient.shape.length !== shape.length || gradient.shape.some((size, axis) => size !== shape[axis])) {
    throw expected({
      where,
      expected: `a gradient of shape [${shape}] for the variable ${name}`,
      received: `shape [${gradient.shape}]`,
      todo: 'Pass the gradient by that variable.',
      code: 'SHAPE',
    });
  }
  return gradient;
}

/** @throws `STATE` when the state has no variable of that name */
export function stateOf(where: string, state: NamedVariables, name: string): tf.Variable {
  const variable = state[name];
  if (variable === undefined) {
    throw expected({
      where,
      expected: `the state variable ${name}`,
      received: 'none',
      todo: 'Pass the state that init of this optimiser made for these variables.',
      code: 'STATE',
    });
  }
  return variable;
}
