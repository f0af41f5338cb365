import { type Activation, leafLayers } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/** One x → f(x W + b) of a network. */
export interface DenseLayer {
  /** W [in, out] */
  readonly kernel: tf.Variable;
  /** b [out], where there is one. */
  readonly bias?: tf.Variable;
  /** f */
  readonly activation: Activation;
}

/** The dense layers of a network that has no others, but for a flatten before them; undefined for any other network. */
export function denseLayers(network: LayersModel): DenseLayer[] | undefined {
  const leaves = leafLayers(network).filter((layer) => layer.getClassName() !== 'InputLayer');
  const dense = leaves[0]?.getClassName() === 'Flatten' ? leaves.slice(1) : leaves;
  if (dense.length === 0 || dense.some((layer) => layer.getClassName() !== 'Dense')) return undefined;
  const found = dense.map(denseLayer);
  // Without a flatten, a dense layer would go along the last axis of an image alone.
  const inputs = (network.inputs[0]?.shape ?? [])
    .slice(1)
    .reduce<number>((size, axis) => size * (axis ?? Number.NaN), 1);
  return found[0]?.kernel.shape[0] === inputs ? found : undefined;
}

function denseLayer(layer: layers.Layer): DenseLayer {
  // `read` is typed as a tensor, but gives the variable itself.
  const variable = (end: string) =>
    layer.weights.find(({ originalName }) => originalName.endsWith(end))?.read() as tf.Variable | undefined;
  const bias = variable('/bias');
  return {
    kernel: variable('/kernel') as tf.Variable,
    ...(bias && { bias }),
    activation: layer.getConfig().activation as Activation,
  };
}
