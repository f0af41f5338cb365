import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onEachBackend } from '../../testing/backends.ts';

const wave = (shape: readonly number[], phase: number) =>
  tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(1.3 * i * i + i + phase)),
    [...shape],
  );
const inner = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b));
const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;

/** The definition: x beside itself along each axis. */
const written = (x: tf.Tensor, reps: readonly number[]) =>
  reps.reduce((tiled, times, axis) => tf.concat(Array<tf.Tensor>(times).fill(tiled), axis), x);

onEachBackend(() => {
  it('the gradient of tile is that of its definition, the second one too', () => {
    const axes = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(axes, (pairs) => {
        tf.tidy(() => {
          const [shape, reps] = [pairs.map(([length]) => length), pairs.map(([, times]) => times)];
          const x = wave(shape, 0);
          const dy = wave(
            pairs.map(([length, times]) => length * times),
            1,
          );
          const slope = (tile: (x: tf.Tensor) => tf.Tensor) =>
            tf.grad((at: tf.Tensor) => inner(dy, tf.square(tile(at))));
          const bend = (tile: (x: tf.Tensor) => tf.Tensor) =>
            tf.grad((at: tf.Tensor) => inner(wave(shape, 2), slope(tile)(at)));
          const [built, due] = [(at: tf.Tensor) => tf.tile(at, reps), (at: tf.Tensor) => written(at, reps)];
          expect(largest(slope(built)(x), slope(due)(x))).toBeLessThan(1e-4);
          expect(largest(bend(built)(x), bend(due)(x))).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('takes few operations, however often a tensor is repeated', async () => {
    const x = tf.ones([3, 1]);
    const { kernels, result } = await tf.profile(() => tf.grad((at: tf.Tensor) => tf.sum(tf.tile(at, [1, 2048])))(x));
    expect(Array.from((result as tf.Tensor).dataSync())).toEqual([2048, 2048, 2048]);
    expect(kernels.length).toBeLessThan(20);
    tf.dispose([x, result as tf.Tensor]);
  });
});
