import type { StepWeights, Terms } from '../objective.ts';
import type { Random } from '../random/random.ts';
import type { Batch, NamedTensors } from '../tensors.ts';

/** A learning rule bound to a model and its objective: from a batch and the step's weights of the terms to one gradient for each variable that learns. */
export type Learn<Name extends string = string> = (
  batch: Batch,
  random: Random,
  weights: StepWeights<Name>,
) => { gradients: NamedTensors; terms: Terms<Name> };
