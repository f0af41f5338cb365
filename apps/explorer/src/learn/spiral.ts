import { adam, train } from '@latentkit/core';
import { spiral } from '@latentkit/datasets';
import { gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { denoising, denseAutoencoder, reconstructionDistance } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { evaluator } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { planeGrid, square } from './plane.ts';

const extent = square(1.15);
const grid = planeGrid(extent, 61, 61);
const feet = planeGrid(square(1.1), 21, 21);
/** Arms are ½ apart: noise that reaches from one towards the next. */
const standardDeviation = 0.1;

/**
 * A denoising autoencoder of the lecture's spiral: it sees ŷ = y + σε and gives back y, so that ỹ − y points to the data from everywhere. What is
 * drawn is that field over F(y) = ‖y − ỹ‖.
 *
 * @see Canziani, lecture 07-3, denoising autoencoder
 */
export function spiralLesson({ seed }: LessonOptions): Lesson {
  const { y } = spiral({ rows: 2048, seed }).train;
  const shape = { imageShape: [2], hidden: [128, 64], latentSize: 16, outputActivation: 'linear', seed } as const;
  const [learner, seen] = [denseAutoencoder(shape), denseAutoencoder(shape)];
  const objective = denoising({ cost: squaredError, corruption: gaussianNoise({ standardDeviation }) });
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
