import type { NamedVariables } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Settings } from '../files/modelFiles.ts';
import type { Distribution } from './distribution.ts';

/** What a prior brings to the model that owns it from then on. */
interface Owned {
  /** What it learns; in the model their names begin with `prior/`. */
  readonly variables: NamedVariables;
  /** Shape of one code, without the batch; left out where any shape is fine. */
  readonly latentShape?: readonly number[];
  /** What a saved model says of it. */
  readonly settings: Settings & { readonly name: string };
  dispose(): void;
}

/** p(z), from which codes come before anything is observed. */
export interface Prior extends Distribution, Owned {}

/** p(z|x), x the class of an example. */
export interface ClassPrior extends Owned {
  readonly classes: number;
  /** The prior of codes of these classes [batch], counted from 0; codes are of that batch, or of whole batches one after the other. */
  given(label: tf.Tensor): Distribution;
}

/** The variables of a model's prior under their names in the model. */
export function priorVariables({ variables }: Pick<Prior, 'variables'>): NamedVariables {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) => [`prior/${name}`, variable]));
}
