import { sizeField } from '../files/fields.ts';
import { modelKind } from '../files/modelKind.ts';
import { likelihoodField } from '../likelihoods/likelihoodField.ts';
import { type VectorQuantizedAutoencoder, vectorQuantizedAutoencoder } from './vectorQuantizedAutoencoder.ts';

const kind = modelKind({
  kind: 'vector-quantized-autoencoder',
  parts: ['encoder', 'decoder'],
  settings: { likelihood: likelihoodField, codebookSize: sizeField },
  pieces: ({ encoder, decoder, likelihood, codebook }: VectorQuantizedAutoencoder) => ({
    ...{ encoder, decoder, likelihood },
    codebookSize: codebook.shape[0] as number,
  }),
  build: vectorQuantizedAutoencoder,
});

/**
 * The files of a vector-quantised autoencoder; loading them changes no bit.
 *
 * @throws `MODEL` for one that could not be loaded again, such as with a likelihood of yours
 * @example
 * const files = await saveVectorQuantizedAutoencoder(denseVectorQuantizedAutoencoder({ seed: 1 }));
 */
export const saveVectorQuantizedAutoencoder = kind.save;

/**
 * A vector-quantised autoencoder from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveVectorQuantizedAutoencoder(denseVectorQuantizedAutoencoder({ seed: 1 }));
 * const copy = await loadVectorQuantizedAutoencoder(files);
 */
export const loadVectorQuantizedAutoencoder = kind.load;
