import { type Engine, mapTable, streams, type Table } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { DiscreteVariationalAutoencoder } from './discreteVariationalAutoencoder.ts';
import type { GridVectorQuantizedAutoencoder } from './gridVectorQuantizedAutoencoder.ts';
import { kMeans } from './kMeans.ts';

/**
 * As many centres of k-means as a codebook has entries, of the vectors that some images give.
 *
 * @param options.map images → vectors of d numbers
 * @param options.drawn draws that the model made of the stream of its weights
 * @param options.items what an error calls the vectors
 * @throws `SHAPE` for fewer vectors than entries
 */
export async function startCentres(
  model: DiscreteVariationalAutoencoder | GridVectorQuantizedAutoencoder,
  {
    where,
    items,
    y,
    engine,
    map,
    d,
    drawn,
    iterations,
    seed,
  }: {
    readonly where: string;
    readonly items: string;
    readonly y: Table;
    readonly engine: Engine;
    readonly map: (images: tf.Tensor) => tf.Tensor;
    readonly d: number;
    readonly drawn: number;
    readonly iterations: number;
    readonly seed: number;
  },
): Promise<{ readonly centres: Float64Array; readonly vectors: ArrayLike<number> }> {
  const { size, variables } = model;
  const { values } = await mapTable({ engine, map, state: Object.values(variables), table: y });
  if (values.length / d < size) {
    throw expected({
      where,
      expected: `at least as many ${items} as entries, ${size}`,
      received: `${values.length / d} of ${counted(y.shape[0] as number, 'image')}`,
      todo: 'Give more images.',
      code: 'SHAPE',
    });
  }
  const draw = { seed, stream: streams.weights, step: drawn };
  return { centres: kMeans(values, { d, size, iterations, draw }).centres, vectors: values };
}
