import { adam, train } from '@latentkit/core';
import { ellipse } from '@latentkit/datasets';
import { angles, ellipseModel, freeEnergy, freeEnergyByCodes } from '@latentkit/models';
import type * as tf from '@tensorflow/tfjs-core';
import { evaluator } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { planeGrid, square } from './plane.ts';

const extent = square(2.2);
const grid = planeGrid(extent, 61, 61);
const around = angles(97);
const { values, usual } = lessons.ellipse.knob;

/**
 * The lecture's energy model of an ellipse, E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)²: two numbers learn, and F(y) is seen over the plane.
 *
 * @see Canziani, lecture 08-3, recap: predictive latent variable model
 */
export function ellipseLesson({ seed, knob = usual }: LessonOptions): Lesson {
  // F_β(y) = −1/β log 1/K Σₖ exp(−β E(y, zₖ)): at 20 cold enough for its valley to lie on the data
  const beta = values[knob] === '∞' ? Number.POSITIVE_INFINITY : Number(values[knob]);
  const energy = { codes: angles(48), beta };
  const { y } = ellipse({ axes: [1.6, 0.8], rows: 512, noise: 0.05, seed }).train;
  // From a narrow upright ellipse to the broad one of the data, whatever the seed: there is something to be seen.
  const start = { axes: [0.35, 1.7] as const, seed };
  const [learner, seen] = [ellipseModel(start), ellipseModel(start)];
  return {
    variables: learner.variables,
    stepsPerPicture: 1,
    train: (engine, learningRate) =>
      train({
        ...{
          model: learner,
          objective: freeEnergy(energy),
          data: { y },
          optimizer: adam(),
          learningRate,
          engine,
          seed,
        },
        ...{ epochs: Number.MAX_SAFE_INTEGER, batchSize: 64 },
      }),
    async viewer(engine) {
      const program = await evaluator(engine, seen.variables, ({ y, z }) => ({
        energy: freeEnergyByCodes(seen, { y: y as tf.Tensor }, energy),
        manifold: seen.decode(z as tf.Tensor),
      }));
      return {
        async see(weights) {
          const { energy, manifold } = await program.run(weights, { y: grid, z: around });
          const surface = { columns: 61, rows: 61, values: energy as Float32Array, label: 'F(y)', unit: '' };
          return { extent, surface, points: y.values as Float32Array, curve: manifold as Float32Array };
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
