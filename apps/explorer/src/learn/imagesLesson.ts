import { adam, gather, type Learn, type Objective, type Table, table, train } from '@latentkit/core';
import type { LatentModel } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { type Extent, extentOf } from '../latent/extent.ts';
import { type Evaluator, evaluator, type Weights } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { planeGrid } from './plane.ts';
import type { Scene, Tiles } from './scene.ts';

export interface ImagesOptions extends LessonOptions {
  /** Images [rows, height, width, 1], in [0, 1] once they are scaled. */
  readonly images: Table;
  /** One class per image, where there are any. */
  readonly labels?: Uint8Array;
  /** Their names. */
  readonly classes?: readonly string[];
  /** Width of the one layer on either side of the code. */
  readonly hidden?: number;
}

/** What learns from the images, and how it is looked at. */
export interface ImagesModel<M extends LatentModel> {
  /** Two of it are made: one learns, the other is shown. */
  make(): M;
  readonly objective: Objective<M>;
  readonly learn?: (model: M) => Learn<string>;
  /** E(y, z): observations and codes, a row each → [rows]. */
  energy(model: M, y: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
  /** The codes that are shown; those of the data by default. */
  readonly extent?: Extent;
  readonly stepsPerPicture?: number;
  /** More to be computed of the images that are shown, and what is made of it. */
  readonly more?: {
    outputs(model: M, y: tf.Tensor): Readonly<Record<string, tf.Tensor>>;
    scene(seen: Seen): Promise<Partial<Scene>>;
  };
}

/** What a picture is made from. */
export interface Seen {
  readonly outputs: Readonly<Record<string, Float32Array>>;
  readonly knob: number;
  /** Codes [n, 2] as tiles, one after the other in rows. */
  decoded(codes: Table, columns: number): Promise<Tiles>;
}

const [columns, rows] = [21, 21];
const [across, up] = [13, 13];
/** Images whose codes are drawn. Of the time of a picture, encoding these is half. */
const shown = 600;

/** A model of images with two latent dimensions: the codes of the images, what each place of the plane decodes to, and E(y, z) of one image. */
export function imagesLesson<M extends LatentModel>(
  { seed, images, labels, classes }: ImagesOptions,
  { make, objective, learn, energy, extent: fixed, stepsPerPicture = 8, more }: ImagesModel<M>,
): Lesson {
  const [count = 0, ...imageShape] = images.shape;
  const [height = 1, width = 1] = imageShape;
  const [learner, seen] = [make(), make()];
  const some = rowsOf(images, 0, Math.min(shown, count));
  const energyOver = (one: tf.Tensor, z: tf.Tensor) =>
    energy(seen, tf.tile(one, [z.shape[0] as number, ...imageShape.map(() => 1)]), z);
  const tilesOf = (pixels: Float32Array, columns: number): Tiles => {
    const rows = pixels.length / (columns * height * width);
    return { columns, rows, height, width, pixels: Uint8Array.from(pixels, (ink) => Math.round(255 * ink)) };
  };

  return {
    variables: learner.variables,
    stepsPerPicture,
    train: (engine, learningRate) =>
      train({
        ...{ model: learner, objective, data: { y: images }, optimizer: adam(), learningRate, engine, seed },
        ...{ epochs: Number.MAX_SAFE_INTEGER, batchSize: 100, ...(learn && { learn }) },
      }),
    async viewer(engine) {
      const codes = await evaluator(engine, seen.variables, ({ y, one }) => ({
        codes: seen.encode(y as tf.Tensor),
        mark: seen.encode(one as tf.Tensor),
        ...more?.outputs(seen, y as tf.Tensor),
      }));
      const plane = await evaluator(engine, seen.variables, ({ one, z }) => ({
        energy: energyOver(one as tf.Tensor, z as tf.Tensor),
      }));
      const decoder = await evaluator(engine, seen.variables, ({ z }) => ({ images: seen.decode(z as tf.Tensor) }));
      const decode = async (weights: Weights, z: Table) => (await decoder.run(weights, { z })).images as Float32Array;
      const programs: Evaluator[] = [codes, plane, decoder];
      return {
        async see(weights, chosen, knob) {
          const one = rowsOf(images, chosen % count, 1);
          const outputs = await codes.run(weights, { y: some, one });
          const points = outputs.codes as Float32Array;
          const [z1 = 0, z2 = 0] = outputs.mark as Float32Array;
          const extent = fixed ?? extentOf(points);
          const values = (await plane.run(weights, { one, z: planeGrid(extent, columns, rows) }))
            .energy as Float32Array;
          const decoded = async (z: Table, columns: number) => tilesOf(await decode(weights, z), columns);
          const added = more && (await more.scene({ outputs, knob, decoded }));
          return {
            extent,
            surface: { columns, rows, values, label: 'E(y, z)', unit: 'nats' },
            points,
            mark: [z1, z2],
            image: { values: one.values as Float32Array, shape: imageShape },
            tiles: added?.tiles ?? (await decoded(planeGrid(within(extent), across, up), across)),
            ...(classes && { classes }),
            ...(labels && { labels: labels.subarray(0, some.shape[0]) }),
            ...added,
          };
        },
        async at(weights, probe) {
          const values = await decode(weights, table(Float32Array.from(probe.at), [1, 2]));
          return { probe, image: { values, shape: imageShape }, places: [probe.at, undefined] };
        },
        dispose: () => {
          for (const program of programs) program.dispose();
        },
      };
    },
    dispose() {
      learner.dispose();
      seen.dispose();
    },
  };
}

/** From the middle of the first tile to the middle of the last, of tiles that fill the extent. */
function within({ x, y }: Extent): Extent {
  const inner = ([low, high]: readonly [number, number], tiles: number): [number, number] => {
    const half = (high - low) / (2 * tiles);
    return [low + half, high - half];
  };
  return { x: inner(x, across), y: inner(y, up) };
}

/** Rows of a table as floats, a table of their own: [count, …]. */
function rowsOf(images: Table, from: number, count: number): Table {
  const rows = Int32Array.from({ length: count }, (_, i) => from + i);
  return table(gather({ table: images, rows }), [count, ...images.shape.slice(1)]);
}
