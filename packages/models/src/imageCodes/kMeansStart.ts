import { type Engine, mapTable, streams, type Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { GridVectorQuantizedAutoencoder } from './gridVectorQuantizedAutoencoder.ts';
import { kMeans } from './kMeans.ts';

/**
 * Put the entries of a codebook at the centres of the vectors that an encoder gives for some images, so that all are used from the first step.
 * A few hundred images do; it costs their vectors × entries × iterations.
 *
 * @param options.y images [rows, …exampleShape]
 * @throws `SHAPE` for fewer vectors than entries
 * @example
 * import { eager, table } from '@latentkit/core';
 * const model = convolutionalVectorQuantizedAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * await kMeansStart(model, { y: table(Float32Array.from({ length: 64 }, Math.sin), [4, 4, 4, 1]), engine: eager() });
 */
export async function kMeansStart(
  model: GridVectorQuantizedAutoencoder,
  { y, engine, iterations = 10, seed = 0 }: { y: Table; engine: Engine; iterations?: number; seed?: number },
): Promise<void> {
  const { size, codebook, counts, sums } = model;
  const d = codebook.shape[1] as number;
  const map = (images: tf.Tensor) => model.softCodes(images);
  const { values } = await mapTable({ engine, map, state: Object.values(model.variables), table: y });
  if (values.length / d < size) {
    throw expected({
      where: 'kMeansStart',
      expected: `at least as many vectors as entries, ${size}`,
      received: `${values.length / d} of ${y.shape[0]} images`,
      todo: 'Give more images.',
      code: 'SHAPE',
    });
  }
  // After the weights of the networks and the codebook's own first values.
  const step = model.encoder.weights.length + model.decoder.weights.length + 1;
  const { centres } = kMeans(values, { d, size, iterations, draw: { seed, stream: streams.weights, step } });
  tf.tidy(() => {
    const entries = tf.tensor2d(Float32Array.from(centres), [size, d]);
    codebook.assign(entries);
    sums.assign(tf.clone(entries));
    counts.assign(tf.ones([size]));
  });
}
