import { adam, type Table, table, train } from '@latentkit/core';
import { gaussianMixture } from '@latentkit/datasets';
import { squaredError } from '@latentkit/losses';
import { contractive, denseAutoencoder } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { numberText } from '../look/numberText.ts';
import { evaluator } from './evaluator.ts';
import { movement } from './jacobian.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { planeGrid, square } from './plane.ts';

const extent = square(1.7);
const [columns, rows] = [41, 41];
const grid = planeGrid(extent, columns, rows);
/** The data lie along a line in this direction, a little to both sides of it. */
export const alongData = [0.8, 0.6] as const;
const means = Array.from({ length: 13 }, (_, i) => alongData.map((part) => (part * (i - 6)) / 5));
/** Holds the decoder: else the code would shrink as the decoder grows, and every direction with it. */
const weightDecay = 1e-3;
const { values, usual } = lessons.contraction.knob;
/** Of finite differences. */
const step = 1e-2;
/** Points whose direction is drawn. */
const drawn = 160;

/**
 * A contractive autoencoder of points, F(y) = ‖y − ỹ‖² + λ ‖∂h/∂y‖², with h a layer of sigmoids. To be seen: ‖∂h/∂y‖ over the plane, and at the
 * data the direction that moves the code most.
 *
 * @see Canziani, lecture 08-3, contractive autoencoder; Rifai and others 2011
 */
export function contractionLesson({ seed, knob = usual, width = 24 }: LessonOptions): Lesson {
  const data = gaussianMixture({ rows: 1024, testRows: 1, means, deviation: 0.12, seed }).train.y;
  const shape = {
    ...{ imageShape: [2], hidden: [], latentSize: width },
    ...({ latentActivation: 'sigmoid', outputActivation: 'linear', seed } as const),
  };
  const [learner, seen] = [denseAutoencoder(shape), denseAutoencoder(shape)];
  const objective = contractive({ cost: squaredError, contraction: Number(values[knob]) });
  const some = table((data.values as Float32Array).slice(0, 2 * drawn), [drawn, 2]);
  return {
    variables: learner.variables,
    stepsPerPicture: 16,
    train: (engine, learningRate) =>
      train({
        ...{
          model: learner,
          objective,
          data: { y: data },
          optimizer: adam({ weightDecay }),
          learningRate,
          engine,
          seed,
        },
        ...{ epochs: Number.MAX_SAFE_INTEGER, batchSize: 128 },
      }),
    async viewer(engine) {
      // JᵀJ = [[a, b], [b, c]] by central differences, one row per point
      const squares = (y: tf.Tensor) => {
        const along = ([dx, dy]: readonly [number, number]) => {
          const offset = tf.tensor2d([[dx * step, dy * step]]);
          return tf.div(tf.sub(seen.encode(tf.add(y, offset)), seen.encode(tf.sub(y, offset))), 2 * step);
        };
        const [first, second] = [along([1, 0]), along([0, 1])];
        const sum = (x: tf.Tensor) => tf.sum(x, 1);
        return tf.stack([sum(tf.square(first)), sum(tf.mul(first, second)), sum(tf.square(second))], 1);
      };
      const program = await evaluator(engine, seen.variables, ({ y, some }) => ({
        everywhere: squares(y as tf.Tensor),
        there: squares(some as tf.Tensor),
      }));
      const single = await evaluator(engine, seen.variables, ({ y }) => ({ there: squares(y as tf.Tensor) }));
      return {
        async see(weights) {
          const { everywhere, there } = await program.run(weights, { y: grid, some });
          const norms = Float32Array.from({ length: columns * rows }, (_, i) =>
            Math.sqrt((everywhere?.[3 * i] as number) + (everywhere?.[3 * i + 2] as number)),
          );
          const surface = { columns, rows, values: norms, label: '‖∂h/∂y‖', unit: '' };
          const lines = { length: 2, points: directions(some, there as Float32Array) };
          return { extent, surface, points: data.values as Float32Array, lines };
        },
        async at(weights, probe) {
          const { there } = await single.run(weights, { y: table(Float32Array.from(probe.at), [1, 2]) });
          const [a = 0, b = 0, c = 0] = there as Float32Array;
          const { along, across } = movement(a, b, c);
          const words = {
            phrase: 'codeMoves',
            values: { along: numberText(along), across: numberText(across) },
          } as const;
          return { probe, places: [probe.at, undefined], words };
        },
        dispose() {
          program.dispose();
          single.dispose();
        },
      };
    },
    dispose() {
      learner.dispose();
      seen.dispose();
    },
  };
}

/** At each point a line in the direction that moves the code most, as long as it moves beside the others. */
function directions(points: Table, squares: Float32Array): Float32Array {
  const moved = Array.from({ length: drawn }, (_, i) =>
    movement(squares[3 * i] as number, squares[3 * i + 1] as number, squares[3 * i + 2] as number),
  );
  const most = Math.max(...moved.map(({ along }) => along), 1e-6);
  return Float32Array.from(
    moved.flatMap(({ direction: [dx, dy], along }, i) => {
      const [x, y] = [points.values[2 * i] as number, points.values[2 * i + 1] as number];
      const half = (0.16 * along) / most;
      return [x - half * dx, y - half * dy, x + half * dx, y + half * dy];
    }),
  );
}
