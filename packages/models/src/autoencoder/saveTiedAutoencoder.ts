import { activations } from '@latentkit/layers';
import { nameField } from '../files/fields.ts';
import { modelKind } from '../files/modelKind.ts';
import { type TiedAutoencoder, tiedAutoencoder } from './tiedAutoencoder.ts';

const kind = modelKind({
  kind: 'tied-autoencoder',
  parts: ['encoder'],
  settings: { outputActivation: nameField(activations) },
  pieces: ({ encoder, outputActivation }: TiedAutoencoder) => ({ encoder, outputActivation }),
  build: tiedAutoencoder,
});

/**
 * The files of an autoencoder with tied weights: each kernel once. Loading them changes no bit and keeps the tie.
 *
 * @throws `MODEL` for one that could not be loaded again
 * @example
 * const files = await saveTiedAutoencoder(tiedAutoencoder({ encoder: mlp({ inputShape: [4], outputShape: [8] }) }));
 */
export const saveTiedAutoencoder = kind.save;

/**
 * An autoencoder with tied weights from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveTiedAutoencoder(tiedAutoencoder({ encoder: mlp({ inputShape: [4], outputShape: [8] }) }));
 * const copy = await loadTiedAutoencoder(files);
 */
export const loadTiedAutoencoder = kind.load;
