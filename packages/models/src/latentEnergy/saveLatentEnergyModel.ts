import { squaredError } from '@latentkit/losses';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { modelKind } from '../files/modelKind.ts';
import { type LatentEnergyModel, type LatentEnergyOptions, latentEnergyModel } from './latentEnergyModel.ts';
import { type NetworkDecoder, networkDecoder } from './networkDecoder.ts';

type Functions = Omit<LatentEnergyOptions, 'decoder'>;

const kind = modelKind({
  kind: 'latent-energy-model',
  parts: ['decoder'],
  settings: {},
  pieces: ({ decoder }: LatentEnergyModel<NetworkDecoder>) => ({ decoder: decoder.network }),
  // Any functions will do for what is read back and never run.
  given: ({ infer }): Functions => ({ infer, cost: squaredError }),
  build: ({ decoder }: { decoder: LayersModel }, functions: Functions) =>
    latentEnergyModel({ ...functions, decoder: networkDecoder(decoder) }),
});

/**
 * The files of an energy model whose decoder is a network. Cost, inference and regulariser are functions: they are not in the files.
 *
 * @throws `MODEL` for one that could not be loaded again
 * @example
 * const decoder = networkDecoder(mlp({ inputShape: [1], hidden: [8], outputShape: [2] }));
 * const files = await saveLatentEnergyModel(latentEnergyModel({ decoder, cost: squaredError, infer: exhaustive(angles(8)) }));
 */
export const saveLatentEnergyModel = kind.save;

/**
 * An energy model from its files and the functions that it was made with.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const functions = { cost: squaredError, infer: exhaustive(angles(8)) };
 * const decoder = networkDecoder(mlp({ inputShape: [1], hidden: [8], outputShape: [2] }));
 * const copy = await loadLatentEnergyModel(await saveLatentEnergyModel(latentEnergyModel({ decoder, ...functions })), functions);
 */
export const loadLatentEnergyModel = kind.load;
