import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkSizes } from '../files/checkSizes.ts';
import { damaged, parsedJson } from '../files/readDescription.ts';
import { readNetwork } from '../files/readNetworks.ts';
import { type FilesByPath, readWeightManifest } from './weightManifest.ts';

/**
 * A network that tfjs or Keras wrote, from its files in memory: `model.json` of a tfjs `LayersModel`, by `model.save` there or by tensorflowjs_converter from a Keras
 * model, and the files of weights that it names. Data alone, nothing is run or fetched. The caller owns the network; two of them make an `autoencoder`.
 *
 * @param files by their path in the folder, e.g. `model.json` and `group1-shard1of1.bin`
 * @throws `FILE_FORMAT` naming what is wrong; nothing is left behind
 * @example
 * const topology = mlp({ inputShape: [2], hidden: [], outputShape: [1] }).toJSON(null, false);
 * const weights = [{ name: 'dense_0/kernel', shape: [2, 1], dtype: 'float32' }, { name: 'dense_0/bias', shape: [1], dtype: 'float32' }];
 * const json = { format: 'layers-model', modelTopology: topology, weightsManifest: [{ paths: ['w.bin'], weights }] };
 * const network = await readLayersModel({
 *   'model.json': new TextEncoder().encode(JSON.stringify(json)),
 *   'w.bin': new Uint8Array(Float32Array.of(2, 3, 1).buffer),
 * });
 * (network.apply(tf.tensor2d([[1, 1]])) as tf.Tensor).dataSync(); // Float32Array [6]
 */
export async function readLayersModel(files: FilesByPath): Promise<LayersModel> {
  const json = files['model.json'];
  if (!(json instanceof Uint8Array))
    throw damaged('the bytes of a file', typeof json, 'Give model.json and the files that it names.');
  const { format, modelTopology, weightsManifest } = parsedJson(json);
  if (format !== undefined && format !== 'layers-model')
    throw damaged(
      '"format": "layers-model"',
      JSON.stringify(format).slice(0, 60),
      'Convert it from Keras with --output_format=tfjs_layers_model.',
    );
  if (typeof modelTopology !== 'object' || modelTopology === null)
    throw damaged('a modelTopology', typeof modelTopology);
  const weights = await readWeightManifest(weightsManifest, files);
  const numbers = Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
  checkSizes(modelTopology, { at: 'modelTopology', numbers });
  const network = await readNetwork('modelTopology', modelTopology);
  const tensors: Record<string, tf.Tensor> = {};
  try {
    for (const [name, { values, shape }] of Object.entries(weights)) tensors[name] = tf.tensor(values, [...shape]);
    network.loadWeights(tensors);
    return network;
  } catch (cause) {
    network.dispose();
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] as string) : String(cause);
    throw damaged('weights of the layers of modelTopology', `others (${reason.slice(0, 160)})`, undefined, cause);
  } finally {
    tf.dispose(tensors);
  }
}
