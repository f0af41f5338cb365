import { adam, type Table, table, train } from '@latentkit/core';
import { moons } from '@latentkit/datasets';
import { denseVariationalAutoencoder, gaussian, negativeElbo } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { extentOf } from '../latent/extent.ts';
import { numberText } from '../look/numberText.ts';
import { evaluator } from './evaluator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { planeGrid, square } from './plane.ts';

const extent = { x: [-1.6, 2.6], y: [-1.9, 2.3] } as const;
const { usual } = lessons.map.knob;
/** Of U and of V, for each value of the knob. */
const weightsOf = [
  [1, 1],
  [1, 0],
  [0, 1],
  [0, 0],
] as const;
/** Points of which bubbles are drawn, and lines of the grid of codes both ways, of this many points each. */
const [shown, lines, length] = [160, 13, 41];

/**
 * A variational autoencoder of points: from the input space by q(z|y) = N(μ, v) to the latent space, and by the decoder back.
 *
 * @see Canziani, lecture 08-3, mapping from input space to latent space, and the bubbles of z
 */
export function mapLesson({ seed, knob = usual, width = 64 }: LessonOptions): Lesson {
  const { y: data, label } = moons({ rows: 1024, testRows: 1, noise: 0.06, seed }).train;
  const labels = Uint8Array.from(label?.values.slice(0, shown) ?? []);
  const shape = { imageShape: [2], hidden: [width, width], latentSize: 2, seed };
  const make = () => denseVariationalAutoencoder({ ...shape, likelihood: gaussian({ standardDeviation: 0.15 }) });
  const [learner, seen] = [make(), make()];
  const [meanWeight, varianceWeight] = weightsOf[knob] ?? weightsOf[0];
  const some = table((data.values as Float32Array).slice(0, 2 * shown), [shown, 2]);
  return {
    variables: learner.variables,
    stepsPerPicture: 16,
    train: (engine, learningRate) =>
      train({
        ...{ model: learner, objective: negativeElbo({ meanWeight, varianceWeight }), data: { y: data } },
        ...{ optimizer: adam(), learningRate, engine, seed, epochs: Number.MAX_SAFE_INTEGER, batchSize: 128 },
      }),
    async viewer(engine) {
      const encoder = await evaluator(engine, seen.variables, ({ y }) => {
        const { mean, logVariance } = seen.posterior(y as tf.Tensor);
        return { mean, deviation: tf.exp(tf.mul(logVariance, 0.5)) };
      });
      const decoder = await evaluator(engine, seen.variables, ({ z }) => ({ y: seen.decode(z as tf.Tensor) }));
      const point = (at: readonly [number, number]) => table(Float32Array.from(at), [1, 2]);
      return {
        async see(weights) {
          const { mean, deviation } = await encoder.run(weights, { y: some });
          const codes = mean as Float32Array;
          const grid = codeLines();
          const { y: decoded } = await decoder.run(weights, { z: grid });
          const beside = {
            extent: around(codes),
            points: codes,
            labels,
            deviations: deviation as Float32Array,
            lines: { length, points: grid.values as Float32Array },
          };
          return {
            ...{ extent, points: some.values as Float32Array, labels },
            ...{ lines: { length, points: decoded as Float32Array }, beside },
          };
        },
        async at(weights, probe) {
          const [input, code] = probe.plane === 0 ? [probe.at, undefined] : [undefined, probe.at];
          if (input) {
            const { mean, deviation } = await encoder.run(weights, { y: point(input) });
            const [m1 = 0, m2 = 0] = mean as Float32Array;
            const [d1 = 0, d2 = 0] = deviation as Float32Array;
            const words = { phrase: 'encoded', values: said({ m1, m2, d1, d2 }) } as const;
            return { probe, places: [input, [m1, m2]], deviation: [d1, d2], words };
          }
          const { y } = await decoder.run(weights, { z: point(code as readonly [number, number]) });
          const [y1 = 0, y2 = 0] = y as Float32Array;
          return {
            probe,
            places: [[y1, y2], code],
            words: { phrase: 'decoded', values: said({ y1, y2 }) },
          };
        },
        dispose() {
          encoder.dispose();
          decoder.dispose();
        },
      };
    },
    dispose() {
      learner.dispose();
      seen.dispose();
    },
  };
}

const said = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, numberText(value)]));

/** At least the prior, and all codes. */
function around(codes: Float32Array) {
  const { x, y } = extentOf(codes);
  const most = Math.max(3, ...[...x, ...y].map(Math.abs));
  return square(most);
}

/** Lines of equal z₁ and of equal z₂ over the prior: [2 · lines · length, 2]. */
function codeLines(): Table {
  const along = planeGrid(square(2.5), length, lines).values;
  const up = planeGrid(square(2.5), lines, length).values;
  const values = new Float32Array(4 * lines * length);
  values.set(along);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      const [from, to] = [2 * (i * lines + line), 2 * (lines * length + line * length + i)];
      values.set([up[from] as number, up[from + 1] as number], to);
    }
  }
  return table(values, [2 * lines * length, 2]);
}
