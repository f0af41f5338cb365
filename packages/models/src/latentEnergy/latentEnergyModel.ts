import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Cost } from '../autoencoder/reconstruction.ts';
import { type CodeRegularizer, withRegularizer } from '../energy/codeRegularizer.ts';
import type { BatchEnergy, Infer } from '../infer/infer.ts';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { type Mode, withBatch } from '../network.ts';
import type { Decoder } from './decoder.ts';
import { codesOfPairs, examplesOfPairs } from './pairs.ts';

/** Observations y, and x where the decoder asks for what is known of them, as in a batch. */
export type Observed = { readonly y: tf.Tensor; readonly x?: tf.Tensor };

/** E(y, z) = C(y, Dec(z)) + λ R(z), or with Dec(x, z). A code is what makes the energy small: there is no encoder. */
export interface LatentEnergyModel<D extends Decoder = Decoder> extends LatentModel {
  readonly decoder: D;
  readonly infer: Infer;
  /** The bare terms of E at one code per example [batch, …latentShape], each [batch]. */
  termsAt(observed: Observed, z: tf.Tensor, mode?: Mode): { reconstruction: tf.Tensor1D; regularization: tf.Tensor1D };
  /** E as a function of codes alone. */
  energyOf(observed: Observed): BatchEnergy;
  /** λ. */
  readonly regularization: number;
}

export interface LatentEnergyOptions<D extends Decoder = Decoder> {
  /** Owned by the model from here on. */
  readonly decoder: D;
  /** C(y, ỹ), one number per example. */
  readonly cost: Cost;
  /** How codes are found, e.g. `exhaustive(angles(48))`. */
  readonly infer: Infer;
  /** R(z); none by default, which asks for codes of few numbers: E of many would be 0 everywhere. */
  readonly regularizer?: CodeRegularizer;
  /** λ; 1 by default. */
  readonly regularization?: number;
}

/**
 * A latent-variable energy model. `encode` is the inference ž = argmin_z E(y, z); a model with a condition infers by `energyOf({ y, x })`.
 *
 * @see Canziani, lecture 08-3, training recap
 * @example
 * const ellipse = latentEnergyModel({ decoder: ellipseDecoder(), cost: squaredError, infer: exhaustive(angles(48)) });
 * const z = ellipse.encode(tf.tensor2d([[0, 1]])); // [[π/2]]
 */
export function latentEnergyModel<D extends Decoder>({
  decoder,
  cost,
  infer,
  regularizer,
  regularization = 1,
}: LatentEnergyOptions<D>): LatentEnergyModel<D> {
  const decode = (z: tf.Tensor, x?: tf.Tensor, mode?: Mode) => {
    checkCondition(decoder, x);
    return decoder.decode(z, x, mode);
  };
  const energyOf = ({ y, x }: Observed): BatchEnergy => ({
    shape: [y.shape[0] as number, ...(decoder.latentShape as number[])],
    // E(y, z) = C(y, Dec(x, z)) + λ R(z)
    at: withRegularizer((z) => cost(y, decode(z, x)), regularizer, regularization),
    over: (codes) =>
      tf.tidy(() => {
        const [batch, count] = [y.shape[0] as number, codes.shape[0] as number];
        // Without a condition the codes are decoded once, not once an example.
        const decoded = x
          ? decode(codesOfPairs(codes, batch), examplesOfPairs(x, count))
          : codesOfPairs(decode(codes), batch);
        const costs = tf.reshape(cost(examplesOfPairs(y, count), decoded), [batch, count]) as tf.Tensor2D;
        return regularizer ? tf.add(costs, tf.mul(regularizer.energy(codes), regularization)) : costs;
      }),
  });
  const maps: Omit<LatentEnergyModel<D>, 'reconstruct' | 'dispose'> = {
    decoder,
    infer,
    regularization,
    variables: decoder.variables,
    exampleShape: decoder.exampleShape,
    latentShape: decoder.latentShape,
    termsAt: ({ y, x }, z, mode) => ({
      reconstruction: cost(y, decode(z, x, mode)),
      regularization: regularizer ? regularizer.energy(z) : tf.zeros<tf.Rank.R1>([z.shape[0] as number]),
    }),
    energyOf,
    encode: (y) => tf.tidy(() => infer(energyOf({ y }))),
    decode: (z, mode) => decode(z, undefined, mode),
  };
  return latentModelOf(maps, [decoder]);
}

function checkCondition({ conditionShape }: Decoder, x: tf.Tensor | undefined): void {
  if ((conditionShape === undefined) === (x === undefined)) return;
  throw expected({
    where: 'latentEnergyModel',
    expected: conditionShape ? `x of shape ${withBatch(conditionShape)}` : 'no x: the decoder takes only codes',
    received: x ? `[${x.shape}]` : 'none',
    todo: conditionShape ? 'Give x beside y, as in energyOf({ y, x }).' : 'Leave x out of the batch.',
    code: 'SHAPE',
  });
}
