import { checkOptions, ranges } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { l1 } from '../energy/l1.ts';
import { countField, numberField, shapeField, sizeField } from '../files/fields.ts';
import { modelKind } from '../files/modelKind.ts';
import { fista } from '../infer/fista.ts';
import { type LatentEnergyModel, latentEnergyModel } from '../latentEnergy/latentEnergyModel.ts';
import { type Dictionary, dictionary } from './dictionary.ts';

export interface SparseCodingOptions {
  /** One observation without the batch. */
  readonly exampleShape: readonly number[];
  /** Latent dimensions, one per atom of the dictionary. */
  readonly atoms: number;
  /** λ: what |z| counts. */
  readonly regularization?: number;
  /** Steps of FISTA. */
  readonly steps?: number;
}

export interface SparseCodingModel extends LatentEnergyModel<Dictionary> {
  readonly options: Required<SparseCodingOptions>;
}

/**
 * Sparse coding: E(y, z) = ‖y − zD‖² + λ Σᵢ |zᵢ| with a dictionary D of unit atoms, inferred by FISTA from z = 0.
 *
 * @throws OPTION for an option outside of its range
 * @see Olshausen and SettingField 1996; Canziani, lecture 08-3, the regularised latent variable model
 * @example
 * const model = sparseCodingModel({ exampleShape: [8, 8], atoms: 128, seed: 1 });
 * const { objective, learn } = inferredEnergy({ regularization: model.regularization });
 */
export function sparseCodingModel({
  seed = 0,
  exampleShape,
  atoms,
  regularization = 0.1,
  steps = 30,
}: SparseCodingOptions & { readonly seed?: number }): SparseCodingModel {
  checkOptions('sparseCodingModel', { atoms, steps }, ranges.count);
  checkOptions('sparseCodingModel', { regularization }, ranges.nonNegative);
  const decoder = dictionary({ exampleShape, atoms, seed });
  const model = latentEnergyModel({
    decoder,
    cost: squaredError,
    regularizer: l1(),
    regularization,
    infer: ({ at, shape }) =>
      tf.tidy(() => fista(at, tf.zeros([...shape]), { steps, lipschitz: decoder.lipschitz() }).z),
  });
  return { ...model, options: { exampleShape, atoms, regularization, steps } };
}

const kind = modelKind({
  kind: 'sparse-coding',
  parts: [],
  settings: {
    exampleShape: shapeField,
    atoms: sizeField,
    regularization: numberField({ words: 'from 0', holds: (value) => value >= 0 }),
    steps: countField(100_000),
  },
  pieces: ({ options }: SparseCodingModel) => options,
  build: sparseCodingModel,
});

/**
 * The files of a sparse coding model; loading them changes no bit.
 *
 * @throws `MODEL` for one of more than 100 000 steps
 * @example
 * const files = await saveSparseCodingModel(sparseCodingModel({ exampleShape: [4], atoms: 8 }));
 */
export const saveSparseCodingModel = kind.save;

/**
 * A sparse coding model from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const copy = await loadSparseCodingModel(await saveSparseCodingModel(sparseCodingModel({ exampleShape: [4], atoms: 8 })));
 */
export const loadSparseCodingModel = kind.load;
