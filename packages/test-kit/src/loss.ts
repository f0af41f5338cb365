import {
  backpropagation,
  counterRandom,
  type Learn,
  type Model,
  type NamedTensors,
  type Random,
  type Terms,
  weightsAt,
} from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Bench, Subject } from './subject.ts';

/** The same draws at every call. */
const sameRandom = (): Random => counterRandom({ seed: 11, step: 0 });

/** The bare terms of all examples, or of others in their place. */
export function termsOf<M extends Model, Name extends string, F>(
  { objective }: Subject<M, Name, F>,
  model: M,
  { batch }: Bench,
  pixels?: Float32Array,
): Terms<Name> {
  return objective.terms(model, batch(pixels), sameRandom());
}

/** Σ weight · mean term, the means in float64: a difference of losses needs the digits. */
export function lossOf<M extends Model, Name extends string, F>(
  subject: Subject<M, Name, F>,
  model: M,
  bench: Bench,
): number {
  return tf.tidy(() => {
    const weights = weightsAt(subject.objective.weights, 0);
    const terms = Object.entries<tf.Tensor1D>(termsOf(subject, model, bench)) as [Name, tf.Tensor1D][];
    return terms.reduce((sum, [name, term]) => sum + weights[name] * mean([...term.dataSync()]), 0);
  });
}

/** What the subject's rule gives for all examples. */
export function gradientsOf<M extends Model, Name extends string, F>(
  { objective, learn = backpropagation }: Subject<M, Name, F>,
  model: M,
  { batch }: Bench,
): NamedTensors {
  const rule: Learn<Name> = learn(model, objective);
  return rule(batch(), sameRandom(), weightsAt(objective.weights, 0)).gradients;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
