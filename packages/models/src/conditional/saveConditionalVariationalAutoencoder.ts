import type { ModelFiles } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { likelihoodOf } from '../likelihoods/likelihoodOf.ts';
import {
  type ConditionalVariationalAutoencoder,
  conditionalVariationalAutoencoder,
} from './conditionalVariationalAutoencoder.ts';

const kind = 'conditional-variational-autoencoder';

/**
 * The files of a conditional variational autoencoder; loading them changes no bit.
 *
 * @example
 * const files = await saveConditionalVariationalAutoencoder(denseConditionalVariationalAutoencoder({ classes: 10 }));
 */
export function saveConditionalVariationalAutoencoder(model: ConditionalVariationalAutoencoder): Promise<ModelFiles> {
  const { encoder, decoder, likelihood, exampleShape, classes } = model;
  const settings = { likelihood: likelihood.settings, exampleShape, classes };
  return writeModel({ kind, parts: { encoder, decoder }, settings, model });
}

/**
 * A conditional variational autoencoder from its files.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveConditionalVariationalAutoencoder(denseConditionalVariationalAutoencoder({ classes: 10 }));
 * const copy = await loadConditionalVariationalAutoencoder(files);
 */
export function loadConditionalVariationalAutoencoder(files: ModelFiles): Promise<ConditionalVariationalAutoencoder> {
  return readModel(files, {
    kind,
    parts: ['encoder', 'decoder'],
    build: (networks, { likelihood, exampleShape, classes }) =>
      conditionalVariationalAutoencoder({
        ...networks,
        exampleShape: sizesOf('exampleShape', exampleShape),
        classes: sizesOf('classes', [classes])[0] as number,
        likelihood: likelihoodOf(likelihood),
      }),
  });
}

function sizesOf(name: string, value: unknown): number[] {
  const isSize = (size: unknown) => Number.isSafeInteger(size) && (size as number) > 0;
  if (Array.isArray(value) && value.length > 0 && value.every(isSize)) return value as number[];
  throw damaged(`whole numbers above 0 at settings.${name}`, JSON.stringify(value) ?? 'none');
}
