import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onEachBackend } from '../../testing/backends.ts';

const wave = (shape: readonly number[], phase: number, low = -1) =>
  tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => low + 1 + Math.sin(1.3 * i * i + i + phase)),
    [...shape],
  );
const inner = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b));
const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;

/** The definition, operation by operation: (x − m)/√(v + ε) · g + b */
const written = ([x, m, v, b, g]: tf.Tensor[]) =>
  tf.add(
    tf.mul(tf.div(tf.sub(x as tf.Tensor, m as tf.Tensor), tf.sqrt(tf.add(v as tf.Tensor, 1e-3))), g as tf.Tensor),
    b as tf.Tensor,
  );
const built = ([x, m, v, b, g]: tf.Tensor[]) =>
  tf.batchNorm(x as tf.Tensor, m as tf.Tensor1D, v as tf.Tensor1D, b as tf.Tensor1D, g as tf.Tensor1D, 1e-3);

onEachBackend(() => {
  it('the gradients of batchNorm are those of its definition, first and second ones', () => {
    const shapes = fc.record({
      lead: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      channels: fc.integer({ min: 1, max: 4 }),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(shapes, ({ lead, channels, whole }) => {
        tf.tidy(() => {
          const shape = [...lead, channels];
          // Statistics of a number each are of x's own shape.
          const each = whole ? shape : [channels];
          const inputs = [wave(shape, 0), wave(each, 1), wave(each, 2, 0.2), wave(each, 3), wave(each, 4)];
          const dy = wave(shape, 5);
          const gradients = (f: (inputs: tf.Tensor[]) => tf.Tensor) =>
            tf.grads((...inputs: tf.Tensor[]) => inner(dy, f(inputs)))(inputs);
          const slopes = (f: (inputs: tf.Tensor[]) => tf.Tensor) =>
            tf.grad((x: tf.Tensor) =>
              tf.sum(tf.square(tf.grad((x: tf.Tensor) => inner(tf.square(f([x, ...inputs.slice(1)])), dy))(x))),
            )(inputs[0] as tf.Tensor);
          const [found, due] = [gradients(built), gradients(written)];
          found.forEach((gradient, i) => {
            expect(gradient.shape).toEqual(due[i]?.shape);
            expect(largest(gradient, due[i] as tf.Tensor)).toBeLessThan(2e-4);
          });
          const [second, expected] = [slopes(built), slopes(written)];
          const scale = Math.max(1, tf.max(tf.abs(expected)).dataSync()[0] as number);
          expect(largest(second, expected) / scale).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 20 },
    );
  });
});
