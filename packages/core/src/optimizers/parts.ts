import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { NamedTensors, NamedVariables } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';

/** Variables that learn by an optimiser of their own. */
export interface ParameterGroup {
  /** Their names, e.g. `/^encoder\//`. */
  readonly match: RegExp;
  readonly optimizer: Optimizer;
  /** Their learning rate from that of the step, in tfjs ops: `(base) => tf.mul(base, 0.1)`; the step's by default. */
  readonly learningRate?: (base: tf.Scalar) => tf.Tensor;
}

/** @throws `GROUP` where none matches */
export function matching(where: string, variables: NamedVariables, match: RegExp): NamedVariables {
  const found = Object.entries(variables).filter(([name]) => name.search(match) >= 0);
  if (found.length > 0) return Object.fromEntries(found);
  throw expected({
    where,
    expected: `variables that match ${match}`,
    received: Object.keys(variables).join(', ') || 'no variable',
    todo: 'Match the names of variables of the model that learn.',
    code: 'GROUP',
  });
}

/** A record's entries under `prefix/`. */
export function under<T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}/${name}`, value]));
}

/** The entries of a record that lie under `prefix/`, without it. */
export function within<T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> {
  const entries = Object.entries(record).filter(([name]) => name.startsWith(`${prefix}/`));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length + 1), value]));
}

/** One update of a group, whose moments lie under `prefix/` of the state. */
export function updateGroup(
  { optimizer, learningRate: own }: ParameterGroup,
  prefix: string,
  { gradients, state, variables }: { gradients: NamedTensors; state: NamedVariables; variables: NamedVariables },
  learningRate: tf.Scalar,
): void {
  const rate = (own?.(learningRate) ?? learningRate) as tf.Scalar;
  optimizer.update(gradients, within(prefix, state), variables, { learningRate: rate });
}
