import { classPriorField } from '../distributions/priorField.ts';
import { shapeField, sizeField } from '../files/fields.ts';
import { modelKind } from '../files/modelKind.ts';
import { likelihoodField } from '../likelihoods/likelihoodField.ts';
import {
  type ConditionalVariationalAutoencoder,
  conditionalVariationalAutoencoder,
} from './conditionalVariationalAutoencoder.ts';

const kind = modelKind({
  kind: 'conditional-variational-autoencoder',
  parts: ['encoder', 'decoder'],
  settings: { likelihood: likelihoodField, exampleShape: shapeField, classes: sizeField, prior: classPriorField },
  pieces: ({ encoder, decoder, likelihood, exampleShape, classes, prior }: ConditionalVariationalAutoencoder) => ({
    ...{ encoder, decoder, likelihood, classes, prior },
    exampleShape: exampleShape as readonly number[],
  }),
  build: conditionalVariationalAutoencoder,
});

/**
 * The files of a conditional variational autoencoder, with what its prior learned; loading them changes no bit.
 *
 * @throws `MODEL` for one that could not be loaded again, such as with a likelihood or a prior of yours
 * @example
 * const files = await saveConditionalVariationalAutoencoder(denseConditionalVariationalAutoencoder({ classes: 10 }));
 */
export const saveConditionalVariationalAutoencoder = kind.save;

/**
 * A conditional variational autoencoder from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveConditionalVariationalAutoencoder(denseConditionalVariationalAutoencoder({ classes: 10 }));
 * const copy = await loadConditionalVariationalAutoencoder(files);
 */
export const loadConditionalVariationalAutoencoder = kind.load;
