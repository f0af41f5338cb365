import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariables } from '../tensors.ts';

/**
 * One moment for each variable, all zero, under `moment/name`; not trainable, or tfjs would differentiate by it.
 *
 * @param variables each of any shape
 * @returns variables of the same shapes, owned by the caller
 */
export function zeros(moment: string, variables: NamedVariables): NamedVariables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, { shape }]) => [`${moment}/${name}`, zeroVariable(shape)]),
  );
}

/** A float32 variable of zeros; without a name, since tfjs allows each name once in a process. */
export function zeroVariable(shape: readonly number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros([...shape]), false));
}
