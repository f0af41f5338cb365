import { adam, gather, type Table, table, train } from '@latentkit/core';
import { denseVariationalAutoencoder, negativeElbo } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { evaluator } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { planeGrid, square } from './plane.ts';
import type { Scene, Tiles } from './scene.ts';

export interface DigitsOptions extends LessonOptions {
  /** Images [rows, height, width, 1], in [0, 1] once they are scaled. */
  readonly images: Table;
  /** A class an image, where there are any. */
  readonly labels?: Uint8Array;
  /** Their names. */
  readonly classes?: readonly string[];
  /** Width of the one layer on either side of the code. */
  readonly hidden?: number;
}

const extent = square(3);
const [columns, rows] = [21, 21];
const [across, up] = [13, 13];
const surfaceCodes = planeGrid(extent, columns, rows);
/** The middles of 13 × 13 tiles that fill the extent. */
const tileCodes = planeGrid(square((3 * (across - 1)) / across), across, up);
/** Images whose codes are drawn. Of the time of a picture, encoding these is half. */
const shown = 600;

/**
 * A variational autoencoder with two numbers in its code, −ELBO = C(y, ỹ) + D(q(z|y) ‖ N(0, I)). To be seen: the codes of the images, what
 * each place of the plane decodes to, and E(y, z) = C(y, Dec(z)) + ½‖z‖² of one image over the plane, in nats up to a constant.
 *
 * @see Kingma and Welling 2013; Canziani, lecture 08-3, the free energy of the VAE
 */
export function digitsLesson({ seed, images, labels, classes, hidden = 128 }: DigitsOptions): Lesson {
  const [count = 0, ...imageShape] = images.shape;
  const [height = 1, width = 1] = imageShape;
  const shape = { imageShape, hidden: [hidden], latentSize: 2, seed };
  const [learner, seen] = [denseVariationalAutoencoder(shape), denseVariationalAutoencoder(shape)];
  const some = rowsOf(images, 0, Math.min(shown, count));
  return {
    variables: learner.variables,
    stepsPerPicture: 8,
    train: (engine, learningRate) =>
      train({
        ...{
          model: learner,
          objective: negativeElbo(),
          data: { y: images },
          optimizer: adam(),
          learningRate,
          engine,
          seed,
        },
        ...{ epochs: Number.MAX_SAFE_INTEGER, batchSize: 100 },
      }),
    async viewer(engine) {
      const energyOver = (one: tf.Tensor, z: tf.Tensor) => {
        const everywhere = tf.tile(one, [z.shape[0] as number, ...imageShape.map(() => 1)]);
        const cost = seen.likelihood.cost(everywhere, seen.output(z));
        return tf.add(cost, tf.mul(tf.sum(tf.square(z), 1), 0.5));
      };
      const program = await evaluator(engine, seen.variables, ({ y, one, z, tiles }) => ({
        codes: seen.encode(y as tf.Tensor),
        mark: seen.encode(one as tf.Tensor),
        energy: energyOver(one as tf.Tensor, z as tf.Tensor),
        tiles: seen.decode(tiles as tf.Tensor),
      }));
      return {
        async see(weights, chosen) {
          const one = rowsOf(images, chosen % count, 1);
          const out = await program.run(weights, { y: some, one, z: surfaceCodes, tiles: tileCodes });
          const [z1 = 0, z2 = 0] = out.mark as Float32Array;
          const tiles: Tiles = { columns: across, rows: up, height, width, pixels: inked(out.tiles as Float32Array) };
          const scene: Scene = {
            extent,
            surface: { columns, rows, values: out.energy as Float32Array, label: 'E(y, z)', unit: 'nats' },
            points: out.codes as Float32Array,
            mark: [z1, z2],
            image: { values: one.values as Float32Array, shape: imageShape },
            tiles,
          };
          const named = { ...scene, ...(classes && { classes }) };
          return labels ? { ...named, labels: labels.subarray(0, some.shape[0]) } : scene;
        },
        dispose: program.dispose,
      };
    },
    dispose() {
      learner.dispose();
      seen.dispose();
    },
  };
}

/** Rows of a table as floats, a table of their own: [count, …]. */
function rowsOf(images: Table, from: number, count: number): Table {
  const rows = Int32Array.from({ length: count }, (_, i) => from + i);
  return table(gather({ table: images, rows }), [count, ...images.shape.slice(1)]);
}

const inked = (pixels: Float32Array) => Uint8Array.from(pixels, (ink) => Math.round(255 * ink));
