import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { checkCounter, type Draw } from './drawWords.ts';
import { fillNormal } from './normal.ts';
import type { Random } from './random.ts';
import { fillUniform } from './uniform.ts';

/**
 * The random numbers of one step, computed on the host and handed to the current backend: the k-th draw is stream k.
 *
 * @param seed a non-negative safe integer
 * @param step which step of the run, from 0; each step takes a new `Random`
 * @returns a source whose tensors belong to the caller
 * @throws `OPTION` for a seed or step that is not a whole number, `SHAPE` for a shape that is not one
 * @example
 * const random = counterRandom({ seed: 1, step: 0 });
 * const epsilon = random.normal([128, 20]); // [128, 20]
 */
export function counterRandom({ seed, step }: { seed: number; step: number }): Random {
  checkCounter('counterRandom', 'seed', seed);
  checkCounter('counterRandom', 'step', step);
  let stream = 0;
  const draw = (where: string, shape: readonly number[], fill: (values: Float32Array, draw: Draw) => Float32Array) => {
    checkShape(where, shape);
    return tf.tensor(fill(new Float32Array(tf.util.sizeFromShape([...shape])), { seed, stream: stream++, step }), [
      ...shape,
    ]);
  };
  return {
    normal: (shape) => draw('random.normal', shape, fillNormal),
    uniform: (shape) => draw('random.uniform', shape, fillUniform),
  };
}

function checkShape(where: string, shape: readonly number[]): void {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw expected({
      where,
      expected: 'a shape of non-negative integers',
      received: Array.isArray(shape) ? `[${shape}]` : String(shape),
      todo: 'Pass an array of sizes, e.g. [128, 20].',
      code: 'SHAPE',
    });
  }
}
