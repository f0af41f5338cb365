import { encodeSafetensors, type HostArray, type Model } from '@latentkit/core';
import type { Parts } from '../variablesOf.ts';
import type { Description, ModelFiles, Settings } from './modelFiles.ts';

/**
 * The files of a model; the same model gives the same bytes.
 *
 * @param options.kind what a reader must ask for, e.g. `autoencoder`
 * @param options.parts the networks that `variables` belong to
 * @param options.settings what else a reader needs to make the model again
 */
export async function writeModel({
  kind,
  parts,
  settings,
  model,
}: {
  kind: string;
  parts: Parts;
  settings?: Settings;
  model: Model;
}): Promise<ModelFiles> {
  const networks = Object.fromEntries(
    Object.entries(parts).map(([part, network]) => [part, network.toJSON(null, false) as object]),
  );
  const description: Description = { format: 'latentkit', version: 1, kind, networks, ...(settings && { settings }) };
  const tensors = await Promise.all(
    Object.entries(model.variables).map(async ([name, variable]): Promise<[string, HostArray]> => {
      const values = (await variable.data()) as HostArray['values'];
      return [name, { values, shape: variable.shape }];
    }),
  );
  return {
    'model.json': new TextEncoder().encode(`${JSON.stringify(description, null, 2)}\n`),
    'weights.safetensors': encodeSafetensors(Object.fromEntries(tensors), { format: 'latentkit', kind }),
  };
}
