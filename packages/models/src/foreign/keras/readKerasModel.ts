import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkSizes } from '../../files/checkSizes.ts';
import { parsedJson } from '../../files/readDescription.ts';
import { readNetwork } from '../../files/readNetworks.ts';
import type { FilesByPath } from '../weightManifest.ts';
import { kerasTopology } from './kerasTopology.ts';
import { type Hdf5, type Hdf5Group, weightsByClass, weightsByName } from './kerasWeights.ts';
import { refused } from './refused.ts';

/** A file that Keras wrote: the bytes of an `.h5`, or `config.json` and `model.weights.h5` out of a `.keras` archive. */
export type KerasFile = Uint8Array | FilesByPath;

/**
 * A network that `model.save` of Keras 3 or 2 wrote, Sequential or functional, of layers that tfjs knows. Data alone, nothing is run or fetched. The caller owns the
 * network; two of them make an `autoencoder`.
 *
 * @param file the bytes of an `.h5` file, or the files of an unpacked `.keras` archive by name
 * @param options.hdf5 a reader of HDF5: the module `jsfive`
 * @throws `FILE_FORMAT` naming what is wrong; nothing is left behind
 */
export async function readKerasModel(file: KerasFile, { hdf5 }: { readonly hdf5: Hdf5 }): Promise<LayersModel> {
  const isOne = file instanceof Uint8Array;
  if (isOne && file[0] === 0x50 && file[1] === 0x4b)
    throw refused(
      'an .h5 file, or the files of an unpacked .keras archive',
      'the archive itself',
      'Unpack it (`unzip model.keras -d model`), and give config.json and model.weights.h5 by name.',
    );
  const bytes = isOne ? file : part(file, 'model.weights.h5');
  const weights = opened(bytes, hdf5);
  const config = isOne ? encoded(weights.attrs.model_config) : part(file, 'config.json');
  const topology = kerasTopology(parsedJson(config));
  checkSizes(topology, { at: 'config', numbers: bytes.length / 2 });
  const network = await readNetwork('config', topology);
  const tensors: tf.Tensor[] = [];
  try {
    const arrays = isOne ? weightsByName(weights, network.layers) : weightsByClass(weights, network.layers);
    network.layers.forEach((layer, i) => {
      const own = (arrays[i] ?? []).map(({ values, shape }) => tf.tensor(values, [...shape]));
      tensors.push(...own);
      if (own.length > 0 || layer.weights.length > 0) layer.setWeights(own);
    });
    return network;
  } catch (cause) {
    network.dispose();
    if ((cause as { code?: string }).code === 'FILE_FORMAT') throw cause;
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] as string) : String(cause);
    throw refused('weights of the layers of the config', `others (${reason.slice(0, 160)})`, undefined, cause);
  } finally {
    tf.dispose(tensors);
  }
}

function part(files: FilesByPath, name: string): Uint8Array {
  const found = Object.hasOwn(files, name) ? files[name] : undefined;
  if (found instanceof Uint8Array) return found;
  throw refused(`the file ${name}`, 'none', 'Unpack the .keras archive, and give config.json and model.weights.h5.');
}

function encoded(config: unknown): Uint8Array {
  if (typeof config === 'string') return new TextEncoder().encode(config);
  throw refused('a model_config in the .h5 file', 'none', 'Save the whole model (`model.save`), not only its weights.');
}

function opened(bytes: Uint8Array, { File }: Hdf5): Hdf5Group {
  try {
    return new File(bytes.slice().buffer, 'model.h5');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refused('an HDF5 file', `one that cannot be read (${reason.slice(0, 120)})`, undefined, cause);
  }
}
