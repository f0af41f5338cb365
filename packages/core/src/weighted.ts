import { counted, expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Model } from './model.ts';
import type { Objective, Terms } from './objective.ts';

/**
 * An objective in which some examples count more: each term is multiplied by the column `weight` of the data, one number per example. The mean
 * over the batch stays one over its examples, so weights whose mean is 1 leave the scale of the loss.
 *
 * @throws `WEIGHT`, in a step, where the data has no column `weight` of one number per example
 * @example
 * const twice = { ...data, weight: table(Float32Array.of(2, 0, 1), [3]) };
 * for await (const event of train({ model, objective: weighted(objective), data: twice, optimizer: adam(), engine, epochs: 1 })) event.step;
 */
export function weighted<M extends Model, Name extends string>(objective: Objective<M, Name>): Objective<M, Name> {
  return {
    weights: objective.weights,
    terms(model, batch, random) {
      const { weight } = batch;
      const examples = batch.y.shape[0] as number;
      if (weight === undefined || weight.size !== examples) {
        throw expected({
          where: 'weighted, data.weight',
          expected: 'one number per example',
          received: weight ? `shape [${weight.shape}] for ${counted(examples, 'example')}` : 'no such column',
          todo: 'Give the data a table weight of shape [rows].',
          code: 'WEIGHT',
        });
      }
      const each = tf.reshape(weight, [examples]);
      const terms = Object.entries<tf.Tensor1D>(objective.terms(model, batch, random));
      return Object.fromEntries(terms.map(([name, term]) => [name, tf.mul(term, each)])) as unknown as Terms<Name>;
    },
  };
}
