import type { ModelFiles } from '../files/modelFiles.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { type LatentEnergyModel, type LatentEnergyOptions, latentEnergyModel } from './latentEnergyModel.ts';
import { type NetworkDecoder, networkDecoder } from './networkDecoder.ts';

const kind = 'latent-energy-model';

/**
 * The files of an energy model whose decoder is a network. Cost, inference and regulariser are functions: they are not in the files.
 *
 * @example
 * const decoder = networkDecoder(mlp({ inputShape: [1], hidden: [8], outputShape: [2] }));
 * const files = await saveLatentEnergyModel(latentEnergyModel({ decoder, cost: squaredError, infer: exhaustive(angles(8)) }));
 */
export function saveLatentEnergyModel(model: LatentEnergyModel<NetworkDecoder>): Promise<ModelFiles> {
  return writeModel({ kind, parts: { decoder: model.decoder.network }, model });
}

/**
 * An energy model from its files and the functions that it was made with.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 */
export function loadLatentEnergyModel(
  files: ModelFiles,
  options: Omit<LatentEnergyOptions, 'decoder'>,
): Promise<LatentEnergyModel<NetworkDecoder>> {
  return readModel(files, {
    kind,
    parts: ['decoder'],
    build: ({ decoder }) => latentEnergyModel({ ...options, decoder: networkDecoder(decoder) }),
  });
}
