import { priorField } from '../distributions/priorField.ts';
import { modelKind } from '../files/modelKind.ts';
import { likelihoodField } from '../likelihoods/likelihoodField.ts';
import { type VariationalAutoencoder, variationalAutoencoder } from './variationalAutoencoder.ts';

const kind = modelKind({
  kind: 'variational-autoencoder',
  parts: ['encoder', 'decoder'],
  settings: { likelihood: likelihoodField, prior: priorField },
  pieces: ({ encoder, decoder, likelihood, prior }: VariationalAutoencoder) => ({
    encoder,
    decoder,
    likelihood,
    prior,
  }),
  build: variationalAutoencoder,
});

/**
 * The files of a variational autoencoder, with what its prior learned; loading them changes no bit.
 *
 * @throws `MODEL` for one that could not be loaded again, such as with a likelihood or a prior of yours: those take a `modelKind` of yours
 * @example
 * const files = await saveVariationalAutoencoder(denseVariationalAutoencoder({ seed: 1 }));
 */
export const saveVariationalAutoencoder = kind.save;

/**
 * A variational autoencoder from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveVariationalAutoencoder(denseVariationalAutoencoder({ seed: 1 }));
 * const copy = await loadVariationalAutoencoder(files);
 */
export const loadVariationalAutoencoder = kind.load;
