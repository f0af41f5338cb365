import type { Engine, Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { GridVectorQuantizedAutoencoder } from './gridVectorQuantizedAutoencoder.ts';
import { startCentres } from './startCentres.ts';

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
  // After the weights of the networks and the codebook's own first values.
  const drawn = model.encoder.weights.length + model.decoder.weights.length + 1;
  const asked = { where: 'kMeansStart', items: 'vectors', y, engine, map, d, drawn, iterations, seed };
  const { centres } = await startCentres(model, asked);
  tf.tidy(() => {
    const entries = tf.tensor2d(Float32Array.from(centres), [size, d]);
    codebook.assign(entries);
    sums.assign(tf.clone(entries));
    counts.assign(tf.ones([size]));
  });
}
