import type { Objective, Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { codesOf } from '../infer/codes.ts';
import type { LatentEnergyModel, Observed } from './latentEnergyModel.ts';
import { softMinimum } from './softMinimum.ts';

export interface FreeEnergyOptions {
  /** Over which the soft minimum goes, one row per code. */
  readonly codes: Table;
  /** β; Infinity by default, which is zero temperature. */
  readonly beta?: number;
}

/**
 * F_β(y) by a soft minimum over codes.
 *
 * @param observed y [batch, …exampleShape], and x where the model has a condition
 * @returns [batch], in the unit of the cost
 * @throws OPTION for a β that is not positive
 */
export function freeEnergyByCodes(
  model: LatentEnergyModel,
  observed: Observed,
  { codes, beta = Number.POSITIVE_INFINITY }: FreeEnergyOptions,
): tf.Tensor1D {
  return tf.tidy(() => softMinimum(model.energyOf(observed).over(codesOf(codes)), beta));
}

/**
 * F_β(y) as what a model makes small: warm with a finite β, where every code that explains y a little learns a little, cold without, where
 * the best code alone learns.
 *
 * @see Canziani, lecture 08-3, training recap: minimise L(F_β(·), Y)
 * @example
 * const warm = freeEnergy({ codes: angles(48), beta: 5 });
 * const cold = freeEnergy({ codes: angles(48) });
 */
export function freeEnergy(options: FreeEnergyOptions): Objective<LatentEnergyModel, 'freeEnergy'> {
  return {
    weights: { freeEnergy: 1 },
    terms: (model, batch) => ({ freeEnergy: freeEnergyByCodes(model, batch, options) }),
  };
}
