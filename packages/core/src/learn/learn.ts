import type { StepWeights, Terms } from '../objective.ts';
import type { Random } from '../random/random.ts';
import type { Batch, NamedTensors } from '../tensors.ts';

/** One change of the variables: a gradient for each variable that learns, and the bare terms, each [batch]. An alias, as tf.tidy wants it. */
export type Update<Name extends string = string> = {
  readonly gradients: NamedTensors;
  readonly terms: Terms<Name>;
};

/** A learning rule bound to a model and its objective: from a batch and the step's weights of the terms to one update. */
export type Learn<Name extends string = string> = (
  batch: Batch,
  random: Random,
  weights: StepWeights<Name>,
) => Update<Name>;

/** A rule of several updates per step: each is computed after the optimiser has made the one before it, so it sees the changed variables. */
export type LearnInTurn<Name extends string = string> = (
  batch: Batch,
  random: Random,
  weights: StepWeights<Name>,
) => Iterable<Update<Name>>;
