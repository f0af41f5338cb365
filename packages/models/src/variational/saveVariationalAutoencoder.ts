import type { ModelFiles } from '../files/modelFiles.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { likelihoodOf } from '../likelihoods/likelihoodOf.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

const kind = 'variational-autoencoder';

/**
 * The files of a variational autoencoder; loading them changes no bit.
 *
 * @example
 * const files = await saveVariationalAutoencoder(denseVariationalAutoencoder({ seed: 1 }));
 */
export function saveVariationalAutoencoder(model: VariationalAutoencoder): Promise<ModelFiles> {
  const { encoder, decoder, likelihood } = model;
  return writeModel({ kind, parts: { encoder, decoder }, settings: { likelihood: likelihood.settings }, model });
}

/**
 * A variational autoencoder from its files.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveVariationalAutoencoder(denseVariationalAutoencoder({ seed: 1 }));
 * const copy = await loadVariationalAutoencoder(files);
 */
export function loadVariationalAutoencoder(files: ModelFiles): Promise<VariationalAutoencoder> {
  return readModel(files, {
    kind,
    parts: ['encoder', 'decoder'],
    build: (networks, settings) =>
      variationalAutoencoder({ ...networks, likelihood: likelihoodOf(settings.likelihood) }),
  });
}
