import type { ModelFiles } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { likelihoodOf } from '../likelihoods/likelihoodOf.ts';
import { type VectorQuantizedAutoencoder, vectorQuantizedAutoencoder } from './vectorQuantizedAutoencoder.ts';

const kind = 'vector-quantized-autoencoder';

/** Entries: a damaged file cannot ask for all of the memory. */
const most = 65_536;

/**
 * The files of a vector-quantised autoencoder; loading them changes no bit.
 *
 * @example
 * const files = await saveVectorQuantizedAutoencoder(denseVectorQuantizedAutoencoder({ seed: 1 }));
 */
export function saveVectorQuantizedAutoencoder(model: VectorQuantizedAutoencoder): Promise<ModelFiles> {
  const { encoder, decoder, likelihood, codebook } = model;
  const settings = { likelihood: likelihood.settings, codebookSize: codebook.shape[0] };
  return writeModel({ kind, parts: { encoder, decoder }, settings, model });
}

/**
 * A vector-quantised autoencoder from its files.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveVectorQuantizedAutoencoder(denseVectorQuantizedAutoencoder({ seed: 1 }));
 * const copy = await loadVectorQuantizedAutoencoder(files);
 */
export function loadVectorQuantizedAutoencoder(files: ModelFiles): Promise<VectorQuantizedAutoencoder> {
  return readModel(files, {
    kind,
    parts: ['encoder', 'decoder'],
    build(networks, { likelihood, codebookSize }) {
      if (!Number.isSafeInteger(codebookSize) || (codebookSize as number) < 1 || (codebookSize as number) > most) {
        throw damaged('settings.codebookSize from 1 to 65536', String(codebookSize));
      }
      return vectorQuantizedAutoencoder({
        ...networks,
        codebookSize: codebookSize as number,
        likelihood: likelihoodOf(likelihood),
      });
    },
  });
}
