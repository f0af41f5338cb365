import { columnsField } from '../columns/columnGroups.ts';
import { modelKind } from '../files/modelKind.ts';
import { type Autoencoder, autoencoder } from './autoencoder.ts';

const kind = modelKind({
  kind: 'autoencoder',
  parts: ['encoder', 'decoder'],
  settings: { columns: columnsField },
  pieces: ({ encoder, decoder, columns }: Autoencoder) => ({ encoder, decoder, columns }),
  build: autoencoder,
});

/**
 * The files of an autoencoder; loading them changes no bit.
 *
 * @throws `MODEL` for one that could not be loaded again, such as with a layer that tfjs writes without all of its settings
 * @example
 * import { writeFile } from 'node:fs/promises';
 * for (const [name, bytes] of Object.entries(await saveAutoencoder(model))) await writeFile(name, bytes);
 */
export const saveAutoencoder = kind.save;

/**
 * An autoencoder from its files. Loading is data, never code: layers of classes that tfjs does not know are refused.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * import { readFile } from 'node:fs/promises';
 * const [json, weights] = await Promise.all([readFile('model.json'), readFile('weights.safetensors')]);
 * const model = await loadAutoencoder({ 'model.json': json, 'weights.safetensors': weights });
 */
export const loadAutoencoder = kind.load;
