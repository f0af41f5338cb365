import type { Objective } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { VariationalAutoencoder } from '../variational/variationalAutoencoder.ts';
import type { ConditionalVariationalAutoencoder } from './conditionalVariationalAutoencoder.ts';

/**
 * An objective of a variational autoencoder, of one whose examples have a class: p(y|x) in the place of p(y). The data need a table `label`
 * beside y.
 *
 * @throws `DATA` for a batch without labels
 * @see Sohn, Lee, Yan 2015
 * @example
 * const objective = conditional(negativeElbo({ beta: 1 }));
 */
export function conditional<Name extends string>(
  objective: Objective<VariationalAutoencoder, Name>,
): Objective<ConditionalVariationalAutoencoder, Name> {
  return {
    weights: objective.weights,
    terms(model, batch, random) {
      if (batch.label) return objective.terms(model.given(batch.label), batch, random);
      throw expected({
        where: 'conditional',
        expected: 'a table label beside y',
        received: `the tables ${Object.keys(batch).join(', ')}`,
        todo: 'Pass the class of each row, counted from 0, as data.label.',
        code: 'DATA',
      });
    },
  };
}
