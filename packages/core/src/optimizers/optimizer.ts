import type * as tf from '@tensorflow/tfjs-core';
import type { NamedTensors, NamedVariables } from '../tensors.ts';

/** How gradients change variables. Moments are variables too, so that an engine can keep them and a checkpoint can hold them. */
export interface Optimizer {
  /** Moments and counters for these variables, all zero, named after them (`first/encoder/0/kernel`, `step`). */
  init(variables: NamedVariables): NamedVariables;
  /** One update in place (`assign`), in traceable tfjs ops: no value is read. `learningRate` is a scalar tensor. */
  update(
    gradients: NamedTensors,
    state: NamedVariables,
    variables: NamedVariables,
    options: { learningRate: tf.Scalar },
  ): void;
}
