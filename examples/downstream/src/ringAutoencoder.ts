import { decodeSafetensors, encodeSafetensors, type HostArray, setVariables } from '@latentkit/core';
import { initialize, mlp } from '@latentkit/layers';
import { type ModelFiles, type VariationalAutoencoder, variationalAutoencoder } from '@latentkit/models';
import { type LayersModel, models } from '@tensorflow/tfjs-layers';
import { residualEncoder } from './residualEncoder.ts';
import { ringPrior } from './ringPrior.ts';

/** A new model: a residual encoder to q(z|y) in the plane, a decoder of dense layers to pixels, and codes held to a ring. */
export function ringAutoencoder({
  imageShape,
  width,
  blocks,
  seed,
}: {
  imageShape: readonly number[];
  width: number;
  blocks: number;
  seed: number;
}): VariationalAutoencoder {
  // A mean and a log variance for each of two numbers.
  const encoder = residualEncoder({ inputShape: imageShape, width, blocks, latentSize: 4 });
  const decoder = mlp({ inputShape: [2], hidden: [width], outputShape: imageShape });
  initialize([encoder, decoder], { seed });
  return ofNetworks({ encoder, decoder });
}

const ofNetworks = (networks: { encoder: LayersModel; decoder: LayersModel }) =>
  variationalAutoencoder({ ...networks, prior: ringPrior({ radius: 2, deviation: 0.3 }) });

/** Two files, as a run folder keeps them: what the networks are, and every variable, the prior's too. */
export async function saveRing({ encoder, decoder, variables }: VariationalAutoencoder): Promise<ModelFiles> {
  const networks = { encoder: encoder.toJSON(null, false), decoder: decoder.toJSON(null, false) };
  const tensors: Record<string, HostArray> = {};
  for (const [name, variable] of Object.entries(variables)) {
    tensors[name] = { values: (await variable.data()) as Float32Array, shape: variable.shape };
  }
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(networks)),
    'weights.safetensors': encodeSafetensors(tensors),
  };
}

export async function loadRing(files: ModelFiles): Promise<VariationalAutoencoder> {
  const networks = JSON.parse(new TextDecoder().decode(files['model.json']));
  const model = ofNetworks({
    encoder: await models.modelFromJSON(networks.encoder),
    decoder: await models.modelFromJSON(networks.decoder),
  });
  setVariables(model, decodeSafetensors(files['weights.safetensors']).tensors);
  return model;
}
