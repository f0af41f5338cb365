import { type Activation, activations } from '@latentkit/layers';
import type { ModelFiles } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { type TiedAutoencoder, tiedAutoencoder } from './tiedAutoencoder.ts';

const kind = 'tied-autoencoder';

/**
 * The files of an autoencoder with tied weights: each kernel once. Loading them changes no bit and keeps the tie.
 *
 * @example
 * const files = await saveTiedAutoencoder(tiedAutoencoder({ encoder: mlp({ inputShape: [4], outputShape: [8] }) }));
 */
export function saveTiedAutoencoder(model: TiedAutoencoder): Promise<ModelFiles> {
  const { encoder, outputActivation } = model;
  return writeModel({ kind, parts: { encoder }, settings: { outputActivation }, model });
}

/**
 * An autoencoder with tied weights from its files.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveTiedAutoencoder(tiedAutoencoder({ encoder: mlp({ inputShape: [4], outputShape: [8] }) }));
 * const copy = await loadTiedAutoencoder(files);
 */
export function loadTiedAutoencoder(files: ModelFiles): Promise<TiedAutoencoder> {
  return readModel(files, {
    kind,
    parts: ['encoder'],
    build: ({ encoder }, { outputActivation }) =>
      tiedAutoencoder({ encoder, outputActivation: activationOf(outputActivation) }),
  });
}

function activationOf(name: unknown): Activation {
  const found = activations.find((known) => known === name);
  if (found) return found;
  throw damaged('an activation at settings.outputActivation', JSON.stringify(name) ?? 'none');
}
