import type { Engine, Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import type { DiscreteVariationalAutoencoder } from './discreteVariationalAutoencoder.ts';
import { planesOf } from './planes.ts';
import { startCentres } from './startCentres.ts';

type Layer = ReturnType<typeof layers.conv2d>;

/**
 * Give the last layer of an encoder the logits of soft k-means of what it reads, so that all entries are used from the first step:
 *
 *     lⱼ = −s ‖h − cⱼ‖² + s ‖h‖² = 2s h·cⱼ − s ‖cⱼ‖²,   c the centres of k-means of h,   s = sharpness · log(size) / mean ‖h − h̄‖²
 *
 * Without it, many entries of a short training are never anybody's likeliest. A few hundred images do; it costs their cells × entries × iterations.
 *
 * @param options.y images [rows, …exampleShape]
 * @param options.sharpness how far the likeliest entry is ahead at first; 10 unless given
 * @throws `MODEL` for an encoder that is not a stack of layers ending in a linear convolution of one pixel, `SHAPE` for fewer cells than entries
 * @see MacKay 2003, Information theory, inference, and learning algorithms, section 20.3, soft k-means
 * @example
 * import { eager, table } from '@latentkit/core';
 * const model = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * await softKMeansStart(model, { y: table(Float32Array.from({ length: 64 }, Math.sin), [4, 4, 4, 1]), engine: eager() });
 */
export async function softKMeansStart(
  model: DiscreteVariationalAutoencoder,
  {
    y,
    engine,
    iterations = 5,
    sharpness = 10,
    seed = 0,
  }: { y: Table; engine: Engine; iterations?: number; sharpness?: number; seed?: number },
): Promise<void> {
  const { size, encoder } = model;
  const last = lastOf(model);
  const before = encoder.layers.slice(0, -1).filter((layer) => layer.getClassName() !== 'InputLayer');
  const { apart } = planesOf(model.planes, 1);
  const read = (images: tf.Tensor) =>
    tf.tidy(() => {
      const own = apart(images);
      const h = before.reduce((x, layer) => layer.apply(x) as tf.Tensor, own);
      return tf.reshape(h, [images.shape[0] as number, -1]);
    });
  const [kernel, bias] = last.getWeights() as [tf.Tensor, tf.Tensor];
  const d = kernel.shape[2] as number;
  // After the weights of the networks.
  const drawn = encoder.weights.length + model.decoder.weights.length;
  const where = 'softKMeansStart';
  const asked = { where, items: 'cells', y, engine, map: read, d, drawn, iterations, seed };
  const { centres, vectors } = await startCentres(model, asked);
  const s = (sharpness * Math.log(size)) / variance(vectors, d);
  tf.tidy(() => {
    const c = tf.tensor2d(Float32Array.from(centres), [size, d]);
    const slopes = tf.reshape(tf.mul(tf.transpose(c), 2 * s), kernel.shape);
    last.setWeights([slopes, tf.reshape(tf.mul(tf.sum(tf.square(c), 1), -s), bias.shape)]);
  });
}

/** The layer that gives the logits. */
function lastOf({ encoder, size }: DiscreteVariationalAutoencoder): Layer {
  const last = encoder.layers.at(-1) as Layer;
  const [kernel, bias] = last.weights.map(({ shape }) => shape);
  const chain = encoder.getClassName() === 'Sequential';
  const one = kernel?.length === 4 && kernel[0] === 1 && kernel[1] === 1 && kernel[3] === size && bias?.length === 1;
  const { activation } = last.getConfig();
  if (chain && one && activation === 'linear') return last;
  throw expected({
    where: 'softKMeansStart, encoder',
    expected: 'layers one after another, of which the last is a linear convolution of one pixel with a bias',
    received: `another one, which ends in ${last.getClassName()}`,
    todo: 'End it in such a convolution, or start without.',
    code: 'MODEL',
  });
}

/** mean ‖h − h̄‖² of vectors of d numbers. */
function variance(values: ArrayLike<number>, d: number): number {
  const n = values.length / d;
  const [sum, squares] = [new Float64Array(d), new Float64Array(d)];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sum[i % d] = (sum[i % d] as number) + value;
    squares[i % d] = (squares[i % d] as number) + value ** 2;
  }
  const total = squares.reduce((all, square, i) => all + square / n - ((sum[i] as number) / n) ** 2, 0);
  return Math.max(total, Number.MIN_VALUE);
}
