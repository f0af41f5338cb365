import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Model } from './model.ts';
import type { Schedule } from './optimizers/schedules.ts';
import type { Random } from './random/random.ts';
import type { Batch } from './tensors.ts';

/** Named energies, one number per example, each of shape [batch]. Never reduced by who computes them. */
export type Terms<Name extends string = string> = Readonly<Record<Name, tf.Tensor1D>>;

/** How much each term counts in the total: a number, or a function of the step (a warm-up of β). Data, so that curves are of the bare terms. */
export type Weights<Name extends string = string> = Readonly<Record<Name, number | Schedule>>;

/** The weights of one step; a scalar where the step is compiled once and the weight moves. */
export type StepWeights<Name extends string = string> = Readonly<Record<Name, number | tf.Scalar>>;

/** F(y) = Σᵢ weightᵢ · termᵢ(y): what learning makes small. */
export interface Objective<M extends Model = Model, Name extends string = string> {
  readonly weights: Weights<Name>;
  terms(model: M, batch: Batch, random: Random): Terms<Name>;
}

/** The weights as numbers at a step, counted from 0. */
export function weightsAt<Name extends string>(weights: Weights<Name>, step: number): Readonly<Record<Name, number>> {
  const at = Object.entries<number | Schedule>(weights).map(([name, weight]) => [
    name,
    typeof weight === 'function' ? weight(step) : weight,
  ]);
  return Object.fromEntries(at) as Record<Name, number>;
}

/**
 * L = Σᵢ weightᵢ · mean over the batch of termᵢ: the only place where examples are averaged.
 *
 * @param terms each [batch]
 * @returns a scalar
 */
export function total<Name extends string>(terms: Terms<Name>, weights: StepWeights<Name>): tf.Scalar {
  const names = Object.keys(terms) as Name[];
  const weighted = names.map((name) => {
    const term = terms[name];
    if (term.rank !== 1) {
      throw expected({
        where: `term ${name}`,
        expected: 'one number per example, shape [batch]',
        received: `shape [${term.shape}]`,
        todo: 'Sum over the features of an example and leave the batch alone.',
        code: 'SHAPE',
      });
    }
    const weight = weights[name];
    if (typeof weight !== 'object' && !Number.isFinite(weight)) {
      throw expected({
        where: 'objective',
        expected: `a finite weight for the term ${name}`,
        received: String(weight),
        todo: 'Name every term in weights.',
        code: 'WEIGHT',
      });
    }
    return tf.mul(tf.mean(term), weight) as tf.Scalar;
  });
  return weighted.reduce((sum, next) => tf.add(sum, next));
}
