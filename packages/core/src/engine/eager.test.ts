import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { eager } from './eager.ts';

/** Nothing in this file chooses a backend or mends one: `eager` alone has to. */
const counter = { seed: 1, step: 0 };

describe('eager', () => {
  it('names the backend that tfjs will take, before the first tensor', () => {
    expect(tf.getBackend()).toBeUndefined();
    // wasm registers with priority 2, cpu with 1.
    expect(eager().name).toBe('wasm');
    expect(eager({ backend: 'cpu' }).name).toBe('cpu');
    expect(tf.getBackend()).toBeUndefined();
  });

  it.each(['wasm', 'cpu'])(
    'differentiates pooling and resizing right on %s: slopes of a central difference',
    async (backend) => {
      const engine = eager({ backend });
      await tf.setBackend(backend);
      const size = 2 * 3 * 3;
      const values = Array.from({ length: size }, (_, i) => Math.sin(i + 1));
      const weights = Array.from({ length: 2 * 6 * 6 }, (_, i) => Math.cos(i));
      const f = (x: tf.Tensor) => {
        const large = tf.image.resizeNearestNeighbor(tf.reshape(x, [2, 3, 3, 1]) as tf.Tensor4D, [6, 6]);
        const means = tf.avgPool(large, 3, 1, 'same');
        return tf.sum(tf.mul(tf.square(means), tf.tensor(weights, [2, 6, 6, 1])));
      };
      const program = await engine.program(() => ({ slope: tf.grad(f)(tf.tensor(values, [size])) }), []);
      const { slope } = await program.run({}, counter);
      const at = (i: number, h: number) =>
        tf.tidy(() => f(tf.tensor(values.map((x, j) => x + (i === j ? h : 0)))).dataSync()[0]);
      for (const i of [0, 4, 13, 17]) {
        const difference = ((at(i, 1e-2) as number) - (at(i, -1e-2) as number)) / 2e-2;
        expect(slope?.values[i]).toBeCloseTo(difference, 2);
      }
    },
  );

  it('differentiates twice: (tanh)″ = −2 tanh (1 − tanh²)', async () => {
    const program = await eager({ backend: 'cpu' }).program(({ x }) => {
      const slope = tf.grad((x: tf.Tensor) => tf.tanh(x));
      return { curvature: tf.grad((x: tf.Tensor) => tf.sum(slope(x)))(x as tf.Tensor) };
    }, []);
    const { curvature } = await program.run({ x: 0.5 }, counter);
    expect(curvature?.values[0]).toBeCloseTo(-2 * Math.tanh(0.5) * (1 - Math.tanh(0.5) ** 2), 6);
  });

  it('refuses a backend that nobody imported', () => {
    tf.removeBackend('cpu');
    tf.removeBackend('wasm');
    expect(eager).toThrow('eager: expected a backend of tfjs, received none. Import one before');
  });
});
