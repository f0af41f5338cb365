import type { NamedVariables } from './tensors.ts';

/** Maps and the variables they own. What a model can do beyond that (encode, decode, …) is its own type. */
export interface Model {
  /** All that a saved model needs; those with `trainable` set are what a learning rule changes. */
  readonly variables: NamedVariables;
  dispose(): void;
}

/** The variables that learn: all but running statistics. */
export function trainable(model: Model): NamedVariables {
  return Object.fromEntries(Object.entries(model.variables).filter(([, variable]) => variable.trainable));
}

/** How many numbers learn. */
export function parameterCount(model: Model): number {
  return Object.values(trainable(model)).reduce((count, variable) => count + variable.size, 0);
}
