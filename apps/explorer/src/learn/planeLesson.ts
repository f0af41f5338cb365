import { adam, type Objective, type Table, table, train } from '@latentkit/core';
import { spiral } from '@latentkit/datasets';
import { type Autoencoder, denseAutoencoder, reconstructionDistance } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { evaluator } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { planeGrid, square } from './plane.ts';

const extent = square(1.15);
const grid = planeGrid(extent, 61, 61);
const feet = planeGrid(square(1.1), 21, 21);

/** An autoencoder of the lecture's spiral: what is drawn is where it moves the points of the plane, ỹ − y, over F(y) = ‖y − ỹ‖. */
export function planeLesson({
  seed,
  latentSize,
  objective,
  width = 128,
  points,
}: Pick<LessonOptions, 'width' | 'points'> & {
  readonly seed: number;
  readonly latentSize: number;
  readonly objective: Objective<Autoencoder>;
}): Lesson {
  const y = points ? drawn(points) : spiral({ rows: 2048, seed }).train.y;
  const shape = { imageShape: [2], hidden: [width, width / 2], latentSize, outputActivation: 'linear' } as const;
  const [learner, seen] = [denseAutoencoder({ ...shape, seed }), denseAutoencoder({ ...shape, seed })];
  return {
    variables: learner.variables,
    stepsPerPicture: 16,
    train: (engine, learningRate) =>
      train({
        ...{ model: learner, objective, data: { y }, optimizer: adam(), learningRate, engine, seed },
        ...{ epochs: Number.MAX_SAFE_INTEGER, batchSize: 128 },
      }),
    async viewer(engine) {
      const program = await evaluator(engine, seen.variables, ({ y, feet }) => ({
        energy: reconstructionDistance(seen)(y as tf.Tensor),
        vectors: tf.sub(seen.reconstruct(feet as tf.Tensor), feet as tf.Tensor),
      }));
      return {
        async see(weights) {
          const { energy, vectors } = await program.run(weights, { y: grid, feet });
          const surface = { columns: 61, rows: 61, values: energy as Float32Array, label: '‖y − ỹ‖', unit: '' };
          const field = { points: feet.values as Float32Array, vectors: vectors as Float32Array };
          return { extent, surface, points: (y.values as Float32Array).subarray(0, 2 * 800), field };
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

/** Points drawn by hand, each as often as it takes to make a data set of a thousand. */
function drawn(points: Float32Array): Table {
  const rows = Math.ceil(1000 / (points.length / 2)) * (points.length / 2);
  return table(
    Float32Array.from({ length: 2 * rows }, (_, i) => points[i % points.length] as number),
    [rows, 2],
  );
}
