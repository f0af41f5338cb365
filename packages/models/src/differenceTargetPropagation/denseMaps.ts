import { expected } from '@latentkit/errors';
import { leafLayers } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/** fₗ: one dense layer, with what has no weights before the first of a stack and after the others. */
export interface DenseMap {
  /** hₗ₋₁ [batch, …] → hₗ [batch, …]. */
  apply(h: tf.Tensor): tf.Tensor;
  /** Numbers in hₗ. */
  readonly units: number;
}

/**
 * The dense layers of networks that follow each other, each as a map: y → h₁ → … → ỹ.
 *
 * @throws MODEL for a network that is not one layer after the other, or where layers of another kind have weights
 */
export function denseMaps(where: string, networks: readonly LayersModel[]): DenseMap[] {
  const chain = networks.flatMap(leafLayers).filter((layer) => layer.getClassName() !== 'InputLayer');
  const odd = chain.find((layer) => layer.weights.length > 0 && !isDense(layer));
  const splits = chain.find((layer) => layer.inboundNodes.some(({ inputTensors }) => inputTensors.length > 1));
  if (odd || splits || !chain.some(isDense)) {
    throw expected({
      where,
      expected: 'dense layers, one after the other',
      received: odd || splits ? `a ${(odd ?? splits)?.getClassName()} layer` : 'none',
      todo: 'Make encoder and decoder with mlp, or learn them by backpropagation.',
      code: 'MODEL',
    });
  }
  const groups: layers.Layer[][] = [[]];
  for (const layer of chain) {
    if (isDense(layer) && groups.at(-1)?.some(isDense)) groups.push([]);
    groups.at(-1)?.push(layer);
  }
  return groups.map(mapOf);
}

function mapOf(group: readonly layers.Layer[]): DenseMap {
  const dense = group.find(isDense) as layers.Layer;
  return {
    units: dense.getConfig().units as number,
    apply: (h) => group.reduce((value, layer) => layer.apply(value) as tf.Tensor, h),
  };
}

const isDense = (layer: layers.Layer) => layer.getClassName() === 'Dense';
