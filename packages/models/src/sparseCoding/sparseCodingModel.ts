import { checkOptions, ranges } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { l1 } from '../energy/l1.ts';
import type { ModelFiles } from '../files/modelFiles.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { fista } from '../infer/fista.ts';
import { type LatentEnergyModel, latentEnergyModel } from '../latentEnergy/latentEnergyModel.ts';
import { type Dictionary, dictionary } from './dictionary.ts';

const kind = 'sparse-coding';

export interface SparseCodingOptions {
  /** One observation without the batch. */
  readonly exampleShape: readonly number[];
  /** Numbers in a code, one an atom of the dictionary. */
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
 * @see Olshausen and Field 1996; Canziani, lecture 08-3, the regularised latent variable model
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

/**
 * The files of a sparse coding model; loading them changes no bit.
 *
 * @example
 * const files = await saveSparseCodingModel(sparseCodingModel({ exampleShape: [4], atoms: 8 }));
 */
export function saveSparseCodingModel(model: SparseCodingModel): Promise<ModelFiles> {
  return writeModel({ kind, parts: {}, settings: { ...model.options }, model });
}

/**
 * A sparse coding model from its files.
 *
 * @throws FILE_FORMAT, WEIGHTS or OPTION: one error that names what is missing, damaged or does not belong
 * @example
 * const copy = await loadSparseCodingModel(await saveSparseCodingModel(sparseCodingModel({ exampleShape: [4], atoms: 8 })));
 */
export function loadSparseCodingModel(files: ModelFiles): Promise<SparseCodingModel> {
  return readModel(files, {
    kind,
    parts: [],
    build: (_, settings) => sparseCodingModel(settings as unknown as SparseCodingOptions),
  });
}
