import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { displacementField, energySurface, reconstructionDistance } from '../index.ts';

/** Moves every point half the way to (1, 0). */
const model = { reconstruct: (y: tf.Tensor) => tf.mul(tf.add(y, tf.tensor1d([1, 0])), 0.5) };
const grid = { x: { from: 1, to: 3, count: 3 }, y: { from: 0, to: 2, count: 2 } };

it('is ỹ − y at each point of the grid, row by row', async () => {
  const before = tf.memory().numTensors;
  const { points, vectors } = await displacementField(model, grid);
  expect([...points]).toEqual([1, 0, 2, 0, 3, 0, 1, 2, 2, 2, 3, 2]);
  expect([...vectors]).toEqual([0, 0, -0.5, 0, -1, 0, 0, -1, -0.5, -1, -1, -1]);
  expect(tf.memory().numTensors).toBe(before);
});

it('has ‖y − ỹ‖ as its length', async () => {
  const { values } = await energySurface(reconstructionDistance(model), grid);
  const { vectors } = await displacementField(model, grid);
  const lengths = Array.from({ length: 6 }, (_, i) =>
    Math.hypot(vectors[2 * i] as number, vectors[2 * i + 1] as number),
  );
  [...values].forEach((value, i) => {
    expect(value).toBeCloseTo(lengths[i] as number, 6);
  });
});
