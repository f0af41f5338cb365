import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { clipByGlobalNorm, clipByValue } from './clip.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import { decoupledDecay } from './weightDecay.ts';

type Numbers = readonly number[];

/** Where an optimiser takes p (one variable `p`) through these gradients; `start` sets what the state begins with. */
function follow(
  optimizer: Optimizer,
  {
    p,
    gradients,
    rate,
    start = {},
  }: { p: Numbers; gradients: Numbers[]; rate: number; start?: Record<string, Numbers> },
): number[] {
  return tf.tidy(() => {
    const variables = { p: tf.variable(tf.tensor1d([...p])) };
    const state = optimizer.init(variables);
    for (const [name, values] of Object.entries(start)) {
      const variable = state[name] as tf.Variable;
      variable.assign(tf.tensor([...values], variable.shape));
    }
    for (const g of gradients) {
      optimizer.update({ p: tf.tensor1d([...g]) }, state, variables, { learningRate: tf.scalar(rate) });
    }
    const end = [...variables.p.dataSync()];
    tf.dispose([...Object.values(state), variables.p]);
    return end;
  });
}

function expectClose(found: Numbers, exact: Numbers, tolerance = 1e-6) {
  expect(found.length).toBe(exact.length);
  found.forEach((x, i) => {
    expect(Math.abs(x - (exact[i] as number))).toBeLessThanOrEqual(tolerance * (1 + Math.abs(exact[i] as number)));
  });
}

const float = (most: number) => fc.float({ min: -most, max: most, noNaN: true });
const vector = fc.array(float(10), { minLength: 1, maxLength: 5 });
/** Gradients far above ε. */
const steep = fc.array(
  fc.tuple(fc.constantFrom(-1, 1), fc.float({ min: 0.125, max: 100, noNaN: true })).map(([sign, size]) => sign * size),
  { minLength: 1, maxLength: 5 },
);
const property = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(fc.property(values, holds), { seed: 1, numRuns: 40 });
const zerosLike = (values: Numbers) => values.map(() => 0);

beforeEach(() => tf.setBackend('cpu'));

describe('adam', () => {
  it('takes a first step of η against the sign of the gradient, whatever β', () => {
    property(fc.tuple(steep, fc.double({ min: 0, max: 0.9999, noNaN: true })), ([g, beta]) => {
      const p = follow(adam({ beta1: beta, beta2: beta }), { p: zerosLike(g), gradients: [g], rate: 0.5 });
      expectClose(
        p,
        g.map((x) => -0.5 * Math.sign(x)),
      );
    });
  });

  it.each(['cpu', 'wasm'])(
    'is as exact at step 1 000 000 as at step 1 on %s: a constant gradient always moves p by η',
    async (backend) => {
      await tf.setBackend(backend);
      for (const t of [1, 2, 3, 10, 100, 1000, 10_000, 1_000_000]) {
        // Σ βⁱ over the t − 1 steps before.
        const weights = (beta: number) => (1 - beta ** (t - 1)) / (1 - beta);
        const start = { 'first/p': [3 * weights(0.9)], 'second/p': [9 * weights(0.999)], step: [t - 1] };
        expectClose(follow(adam(), { p: [0], gradients: [[3]], rate: 1, start }), [-1], 1e-6);
      }
    },
  );

  it('does not see the scale of the gradients when ε = 0', () => {
    property(fc.tuple(steep, steep, fc.constantFrom(2 ** -10, 2 ** 10)), ([a, b, scale]) => {
      const second = a.map((_, i) => b[i % b.length] as number);
      const at = (k: number) =>
        follow(adam({ epsilon: 0 }), {
          p: zerosLike(a),
          gradients: [a.map((x) => x * k), second.map((x) => x * k)],
          rate: 1,
        });
      expectClose(at(scale), at(1));
    });
  });

  it('keeps two sums per variable and one step, all zero and none of them trainable', () => {
    const variables = { 'encoder/0/kernel': tf.variable(tf.ones([2, 3])), 'encoder/0/bias': tf.variable(tf.ones([3])) };
    const state = adam().init(variables);
    expect(Object.fromEntries(Object.entries(state).map(([name, { shape }]) => [name, shape]))).toEqual({
      'first/encoder/0/kernel': [2, 3],
      'first/encoder/0/bias': [3],
      'second/encoder/0/kernel': [2, 3],
      'second/encoder/0/bias': [3],
      step: [],
    });
    for (const variable of Object.values(state)) {
      expect(variable.trainable).toBe(false);
      expect(variable.dataSync().every((x) => x === 0)).toBe(true);
    }
    tf.dispose([...Object.values(state), ...Object.values(variables)]);
  });
});

describe('weight decay', () => {
  it('of adam is a gradient λp, of adamw a factor 1 − ηλ, both with a gradient of 0', () => {
    property(steep, (p) => {
      const options = { p, gradients: [zerosLike(p)], rate: 0.1 };
      expectClose(
        follow(adam({ weightDecay: 0.5 }), options),
        p.map((x) => x - 0.1 * Math.sign(x)),
      );
      expectClose(
        follow(adamw({ weightDecay: 0.5 }), options),
        p.map((x) => x * (1 - 0.1 * 0.5)),
      );
    });
  });

  it('of adamw is 0.01 by default', () => {
    expectClose(follow(adamw(), { p: [1], gradients: [[0]], rate: 0.5 }), [1 - 0.5 * 0.01]);
  });

  it('coupled or not is the same for plain gradient descent: p − η(g + λp) = (1 − ηλ)p − ηg', () => {
    property(fc.tuple(vector, vector, fc.double({ min: 0, max: 1, noNaN: true })), ([p, g, weightDecay]) => {
      const options = { p, gradients: [p.map((_, i) => g[i % g.length] as number)], rate: 0.1 };
      expectClose(follow(sgd({ weightDecay }), options), follow(decoupledDecay(sgd(), weightDecay), options));
    });
  });
});

describe('sgd', () => {
  it('moves a constant gradient g by η g Σₛ (1 − μˢ)/(1 − μ), and one step further ahead with Nesterov', () => {
    property(
      fc.tuple(vector, fc.double({ min: 0.1, max: 0.95, noNaN: true }), fc.integer({ min: 1, max: 8 })),
      ([g, momentum, t]) => {
        const gradients = Array.from({ length: t }, () => g);
        const velocities = (from: number) =>
          Array.from({ length: t }, (_, s) => (1 - momentum ** (s + from)) / (1 - momentum)).reduce((a, b) => a + b);
        const options = { p: zerosLike(g), gradients, rate: 0.1 };
        expectClose(
          follow(sgd({ momentum }), options),
          g.map((x) => -0.1 * x * velocities(1)),
          1e-5,
        );
        expectClose(
          follow(sgd({ momentum, nesterov: true }), options),
          g.map((x) => -0.1 * x * velocities(2)),
          1e-5,
        );
      },
    );
  });

  it('keeps nothing without momentum', () => {
    expect(sgd().init({ p: tf.variable(tf.scalar(1)) })).toEqual({});
  });
});

describe('rmsprop', () => {
  it('moves a constant gradient by η Σₛ sign(g)/√(1 − αˢ)', () => {
    property(fc.tuple(steep, fc.double({ min: 0, max: 0.99, noNaN: true })), ([g, alpha]) => {
      const factor = [1, 2, 3].reduce((sum, s) => sum + 1 / Math.sqrt(1 - alpha ** s), 0);
      const p = follow(rmsprop({ alpha }), { p: zerosLike(g), gradients: [g, g, g], rate: 0.1 });
      expectClose(
        p,
        g.map((x) => -0.1 * Math.sign(x) * factor),
        1e-5,
      );
    });
  });

  it('stays finite when centered on gradients that never change, where the variance rounds to 0 or below', () => {
    const gradients = Array.from({ length: 400 }, () => [0.1, 1 / 3, 7.7]);
    const p = follow(rmsprop({ alpha: 0.5, centered: true }), { p: [0, 0, 0], gradients, rate: 1e-9 });
    expect(p.every(Number.isFinite)).toBe(true);
  });
});

describe('clipping', () => {
  it('by the global norm hands on min(‖g‖, c) in the direction of g, over all variables together', () => {
    property(fc.tuple(vector, vector, fc.double({ min: 0.01, max: 20, noNaN: true })), ([a, b, most]) => {
      const norm = Math.hypot(...a, ...b);
      const scale = Math.min(1, most / (norm + 1e-6));
      tf.tidy(() => {
        const variables = { a: tf.variable(tf.zeros([a.length])), b: tf.variable(tf.zeros([b.length])) };
        const gradients = { a: tf.tensor1d(a), b: tf.tensor1d(b) };
        clipByGlobalNorm(sgd(), most).update(gradients, {}, variables, { learningRate: tf.scalar(1) });
        const moved = [...variables.a.dataSync(), ...variables.b.dataSync()];
        expectClose(
          moved,
          [...a, ...b].map((x) => -x * scale),
          1e-5,
        );
        tf.dispose(variables);
      });
    });
  });

  it('by value cuts each number to [−c, c]', () => {
    property(fc.tuple(vector, fc.double({ min: 0.01, max: 20, noNaN: true })), ([g, most]) => {
      const p = follow(clipByValue(sgd(), most), { p: zerosLike(g), gradients: [g], rate: 1 });
      expectClose(
        p,
        g.map((x) => -Math.max(-most, Math.min(most, x))),
      );
    });
  });

  it('comes before weight decay, and keeps the state of what it wraps', () => {
    const clipped = clipByValue(sgd({ momentum: 0.9, weightDecay: 1 }), 1);
    expectClose(follow(clipped, { p: [2], gradients: [[5]], rate: 0.1 }), [2 - 0.1 * (1 + 2)]);
    expect(Object.keys(clipByGlobalNorm(clipped, 1).init({ p: tf.variable(tf.scalar(1)) }))).toEqual(['velocity/p']);
  });
});
