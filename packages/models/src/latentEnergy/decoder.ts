import type { NamedVariables } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { ExampleShape, Mode } from '../network.ts';

/** Dec(z), or Dec(x, z) where something is known of the observation: a map to observations, and the variables that it owns. */
export interface Decoder {
  readonly variables: NamedVariables;
  /** Shape of one observation, without the batch. */
  readonly exampleShape: ExampleShape;
  /** Shape of one code, without the batch. */
  readonly latentShape: ExampleShape;
  /** Shape of what is known, without the batch; left out where the decoder takes only codes. */
  readonly conditionShape?: ExampleShape;
  /** Codes [n, …latentShape], and x [n, …conditionShape] where there is one, → [n, …exampleShape]. */
  decode(z: tf.Tensor, x?: tf.Tensor, mode?: Mode): tf.Tensor;
  dispose(): void;
}
