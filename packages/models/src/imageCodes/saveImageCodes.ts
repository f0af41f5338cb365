import { expected } from '@latentkit/errors';
import type { ModelFiles, Settings } from '../files/modelFiles.ts';
import { damaged } from '../files/readDescription.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { likelihoodOf } from '../likelihoods/likelihoodOf.ts';
import type { Networks } from '../networks/networks.ts';
import { discreteVariationalAutoencoder } from './discreteVariationalAutoencoder.ts';
import { gridVectorQuantizedAutoencoder } from './gridVectorQuantizedAutoencoder.ts';
import type { ImageCodes } from './imageCodes.ts';

const kind = 'image-codes';

/** Entries, planes: a damaged file cannot ask for all of the memory. */
const most = 65_536;

const byName: Readonly<Record<string, (networks: Networks, settings: Settings) => ImageCodes>> = {
  'discrete-variational': (networks, { likelihood, planes = 1 }) =>
    discreteVariationalAutoencoder({
      ...networks,
      likelihood: likelihoodOf(likelihood),
      planes: counted('planes', planes),
    }),
  'vector-quantized': (networks, { likelihood, codebookSize, planes = 1 }) =>
    gridVectorQuantizedAutoencoder({
      ...networks,
      codebookSize: counted('codebookSize', codebookSize),
      likelihood: likelihoodOf(likelihood),
      planes: counted('planes', planes),
    }),
};

function counted(name: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most) return value as number;
  throw damaged(`settings.${name} from 1 to ${most}`, String(value));
}

/** Image codes of two networks and of what a saved model says of them. @throws FILE_FORMAT for a name that is not valid */
export function imageCodesOf(networks: Networks, settings: unknown): ImageCodes {
  const all = (typeof settings === 'object' && settings !== null ? settings : {}) as Settings;
  const make = typeof all.name === 'string' && Object.hasOwn(byName, all.name) ? byName[all.name] : undefined;
  if (make) return make(networks, all);
  throw expected({
    where: 'model.json, the name of the image codes',
    expected: `a name among ${Object.keys(byName).join(', ')}`,
    received: JSON.stringify(all.name) ?? 'none',
    todo: 'The file is damaged or of a newer release.',
    code: 'FILE_FORMAT',
  });
}

/**
 * The files of a model of image codes; loading them changes no bit.
 *
 * @example
 * const files = await saveImageCodes(convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2] }));
 */
export function saveImageCodes(model: ImageCodes): Promise<ModelFiles> {
  const { encoder, decoder, settings } = model;
  return writeModel({ kind, parts: { encoder, decoder }, settings, model });
}

/**
 * A model of image codes from its files: a `DiscreteVariationalAutoencoder` or a `GridVectorQuantizedAutoencoder`, as it was saved.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveImageCodes(convolutionalVectorQuantizedAutoencoder({ imageShape: [4, 4, 1], filters: [2] }));
 * const copy = await loadImageCodes(files);
 */
export function loadImageCodes(files: ModelFiles): Promise<ImageCodes> {
  return readModel(files, { kind, parts: ['encoder', 'decoder'], build: imageCodesOf });
}
