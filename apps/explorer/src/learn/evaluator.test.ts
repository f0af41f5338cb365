import '@tensorflow/tfjs-backend-cpu';
import { eager, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluator } from './evaluator.ts';

// No greeting of tfjs.
beforeAll(() => tf.enableProdMode());

describe('evaluator', () => {
  it('calculates with the weights that it is fed: y = x w + b', async () => {
    const [w, b] = [tf.variable(tf.zeros([2, 1])), tf.variable(tf.zeros([1]))];
    const line = await evaluator(eager({ backend: 'cpu' }), { w, b }, ({ x }) => ({
      y: tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b),
    }));
    const weights = (slope: number, offset: number) => ({
      w: { values: Float32Array.of(slope, 10 * slope), shape: [2, 1] },
      b: { values: Float32Array.of(offset), shape: [1] },
    });
    const x = table(Float32Array.of(1, 0, 0, 1, 1, 1), [3, 2]);
    expect((await line.run(weights(1, 0), { x })).y).toEqual(Float32Array.of(1, 10, 11));
    expect((await line.run(weights(2, 5), { x })).y).toEqual(Float32Array.of(7, 25, 27));
    line.dispose();
    tf.dispose([w, b]);
  });
});
