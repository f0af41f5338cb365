import type { ModelFiles } from '../files/modelFiles.ts';
import { readModel } from '../files/readModel.ts';
import { writeModel } from '../files/writeModel.ts';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

const kind = 'autoencoder';

/**
 * The files of an autoencoder; loading them changes no bit.
 *
 * @example
 * import { writeFile } from 'node:fs/promises';
 * for (const [name, bytes] of Object.entries(await saveAutoencoder(model))) await writeFile(name, bytes);
 */
export function saveAutoencoder(model: Autoencoder): Promise<ModelFiles> {
  const { encoder, decoder } = model;
  return writeModel({ kind, parts: { encoder, decoder }, model });
}

/**
 * An autoencoder from its files. Loading is data, never code: layers of classes that tfjs does not know are refused.
 *
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * import { readFile } from 'node:fs/promises';
 * const [json, weights] = await Promise.all([readFile('model.json'), readFile('weights.safetensors')]);
 * const model = await loadAutoencoder({ 'model.json': json, 'weights.safetensors': weights });
 */
export function loadAutoencoder(files: ModelFiles): Promise<Autoencoder> {
  return readModel(files, { kind, parts: ['encoder', 'decoder'], build: autoencoder });
}
