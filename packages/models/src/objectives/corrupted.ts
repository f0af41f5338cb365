import type { Objective } from '@latentkit/core';
import { straightThrough } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Corruption } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import type { LatentModel } from '../latentModel.ts';
import { sees } from './seen.ts';

/**
 * An objective of a model that sees ŷ = corruption(y), drawn again for each example and step, and is judged by the clean y: every map of the
 * model that is given the y of the batch gets ŷ in its place, costs get y.
 *
 * A derivative by y is taken at ŷ, so that the penalty of a contractive autoencoder is that of its encoder where it is used.
 *
 * @param objective such as `reconstruction`, `contractive` or `negativeElbo`
 * @param corruption e.g. `gaussianNoise({ standardDeviation: 0.3 })` of `@latentkit/layers`, or any `(y, random) => ŷ`
 * @throws `OBJECTIVE` for an objective that encodes other observations than those of its batch
 * @see Vincent and others 2008; Im and others 2017, Denoising criterion for variational auto-encoding framework
 * @example
 * const denoisingVae = corrupted(negativeElbo(), gaussianNoise({ standardDeviation: 0.3 }));
 */
export function corrupted<M extends LatentModel, Name extends string>(
  objective: Objective<M, Name>,
  corruption: Corruption,
): Objective<M, Name> {
  return {
    weights: objective.weights,
    terms: (model, batch, random) =>
      tf.tidy(() => {
        const seen = corruption(batch.y, random);
        return objective.terms(seeing(model, batch.y, seen), batch, random);
      }),
  };
}

/** The maps of every latent model from observations. */
const encoders = new Set<string>(['encode', 'reconstruct', 'posterior']);

/** A model whose maps get another tensor in the place of one. */
function seeing<M extends object>(model: M, clean: tf.Tensor, seen: tf.Tensor): M {
  // ŷ, with the gradient of y: what differentiates by y finds it
  const other = (x: unknown) => (x === clean ? straightThrough(clean, seen) : x);
  const maps = Object.entries(model).filter((entry): entry is [string, Map] => typeof entry[1] === 'function');
  const changed = maps.map(([name, map]) => [
    name,
    (...values: unknown[]) => {
      if (encoders.has(name) && values[0] !== clean) throw otherObservations(name);
      const result = map.apply(model, values.map(other));
      // Such as the model of given classes.
      return isModel(result) ? seeing(result, clean, seen) : result;
    },
  ]);
  // Inherits the rest, also of a model that is an instance of a class.
  return Object.assign(Object.create(model), Object.fromEntries(changed), { [sees]: other });
}

type Map = (...values: unknown[]) => unknown;

const isModel = (value: unknown): value is LatentModel =>
  typeof value === 'object' && value !== null && 'encode' in value && 'decode' in value;

function otherObservations(name: string) {
  return expected({
    where: `corrupted, ${name}`,
    expected: 'the y of the batch',
    received: 'another tensor',
    todo: 'Put corrupted inside: binarized(corrupted(objective, corruption)).',
    code: 'OBJECTIVE',
  });
}
