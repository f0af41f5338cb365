import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ExampleShape } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import type { Decoder } from './decoder.ts';

/** A decoder that is a network. */
export interface NetworkDecoder extends Decoder {
  readonly network: LayersModel;
}

/**
 * A network as a decoder; it owns the network from here on.
 *
 * @param network of one input z, or of two, x and then z, and one output
 * @throws MODEL for another number of inputs or outputs
 * @example
 * const decoder = networkDecoder(mlp({ inputShape: [1], hidden: [32], outputShape: [2], seed: 1 }));
 */
export function networkDecoder(network: LayersModel): NetworkDecoder {
  const [inputs, outputs] = [network?.inputs ?? [], network?.outputs ?? []];
  if (inputs.length < 1 || inputs.length > 2 || outputs.length !== 1) {
    throw expected({
      where: 'networkDecoder',
      expected: 'a tf.LayersModel of one input z, or of two, x and z, with one output',
      received: `${inputs.length} inputs and ${outputs.length} outputs`,
      todo: 'Make one with tf.sequential or tf.model.',
      code: 'MODEL',
    });
  }
  const shapes = inputs.map(({ shape }) => shape.slice(1) as ExampleShape);
  const [latentShape, conditionShape] = [shapes.at(-1) as ExampleShape, shapes.length === 2 ? shapes[0] : undefined];
  return {
    network,
    variables: variablesOf({ decoder: network }),
    exampleShape: (outputs[0]?.shape ?? []).slice(1),
    latentShape,
    ...(conditionShape && { conditionShape }),
    decode: (z, x, mode) => network.apply(x ? [x, z] : z, { training: mode?.training ?? false }) as tf.Tensor,
    dispose: () => {
      network.dispose();
    },
  };
}
