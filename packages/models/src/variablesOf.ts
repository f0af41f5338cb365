import type { NamedVariables } from '@latentkit/core';
import { leafLayers } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, LayerVariable } from '@tensorflow/tfjs-layers';

/** The networks that a model is made of, e.g. `encoder` and `decoder`. */
export type Parts = Readonly<Record<string, LayersModel>>;

/**
 * All variables of these networks, running statistics too, named by position: `part/place among the layers with weights/weight`. The
 * names that tfjs gives depend on what the process made before; these are the same everywhere, e.g. `encoder/0/kernel`.
 */
export function variablesOf(parts: Parts): NamedVariables {
  return Object.fromEntries(Object.entries(parts).flatMap(([part, network]) => named(part, network)));
}

function named(part: string, network: LayersModel): [string, tf.Variable][] {
  const learns = new Set(network.trainableWeights);
  return leafLayers(network)
    .filter(({ weights }) => weights.length > 0)
    .flatMap(({ weights }, place) => {
      const names = distinct(weights.map(({ originalName }) => originalName.split('/').at(-1) as string));
      return weights.map((weight, i): [string, tf.Variable] => {
        // A layer made with `trainable: false` says so, but its variables do not; what learns is chosen by the variables.
        if (!learns.has(weight)) weight.trainable = false;
        return [`${part}/${place}/${names[i]}`, variableIn(weight)];
      });
    });
}

/** `read` is typed as a tensor, but gives the variable itself. */
function variableIn(weight: LayerVariable): tf.Variable {
  return weight.read() as tf.Variable;
}

/** A wrapper holds two weights of one name, e.g. the forward and backward kernels of a bidirectional layer. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return times === 0 ? name : `${name}_${times}`;
  });
}
