import type { Objective } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LatentModel } from '../latentModel.ts';
import type { Mode } from '../network.ts';

/**
 * An objective whose terms share h = Enc(y), in training mode: it is computed once, and gradients of all terms meet in it before they pass
 * through the encoder. For models whose reconstruction is Dec(Enc(y)).
 *
 * @example
 * const objective = encodedOnce(
 *   withTerm(reconstruction({ cost: squaredError }), 'norm', 0.1, (model, { y }) =>
 *     l2().energy(model.encode(y, { training: true })),
 *   ),
 * );
 */
export function encodedOnce<M extends LatentModel, Name extends string>(
  objective: Objective<M, Name>,
): Objective<M, Name> {
  return {
    weights: objective.weights,
    terms: (model, batch, random) =>
      tf.tidy(() => {
        const h = model.encode(batch.y, { training: true });
        const known = (y: tf.Tensor, mode?: Mode) => y === batch.y && mode?.training === true;
        const maps: Pick<LatentModel, 'encode' | 'reconstruct'> = {
          encode: (y, mode) => (known(y, mode) ? tf.clone(h) : model.encode(y, mode)),
          reconstruct: (y, mode) => (known(y, mode) ? model.decode(h, mode) : model.reconstruct(y, mode)),
        };
        return objective.terms(Object.assign(Object.create(model), maps), batch, random);
      }),
  };
}
