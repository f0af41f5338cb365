import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../node.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What a step makes of an array, compiled. */
async function compiled(calculation: (x: tf.Tensor) => tf.Scalar, x: tf.Variable): Promise<number> {
  const program = compile(() => ({ sum: calculation(x) }), { state: [x] });
  const { sum } = await program.run({}, { seed: 1, step: 0 });
  program.dispose();
  return sum?.values[0] as number;
}

const softplus = (x: tf.Tensor) => tf.log1p(tf.exp(tf.neg(tf.abs(x))));
const exact = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + Math.log1p(Math.exp(-Math.abs(value))), 0);

describe('a sum of logarithms', () => {
  // 16 bytes are a turn, 1024 a product, 32 768 a range.
  it.each([1, 3, 4, 255, 256, 257, 8191, 8192, 8193, 20_000])(
    'of %i numbers is the logarithm of their product',
    async (n) => {
      const values = Array.from({ length: n }, (_, i) => Math.fround(6 * Math.sin(i)));
      const x = tf.variable(tf.tensor1d(values));
      const linear = values.reduce((sum, value) => sum + value, 0);
      for (const [calculation, expected] of [
        [(y: tf.Tensor) => tf.sum(softplus(y)), exact(values)],
        [(y: tf.Tensor) => tf.sum(tf.add(softplus(y), y)), exact(values) + linear],
        [(y: tf.Tensor) => tf.sum(tf.add(y, tf.neg(softplus(y)))), linear - exact(values)],
      ] as const) {
        const sum = await compiled(calculation as (x: tf.Tensor) => tf.Scalar, x);
        expect(Math.abs(sum - expected)).toBeLessThan(1e-6 * (1 + n));
      }
      x.dispose();
    },
  );

  it('of the largest factors, 2, does not overflow, and a NaN stays one', async () => {
    const zeros = tf.variable(tf.zeros([4096]));
    expect(await compiled((x) => tf.sum(softplus(x)), zeros)).toBeCloseTo(4096 * Math.LN2, 2);
    zeros.assign(tf.tensor1d(Array.from({ length: 4096 }, (_, i) => (i === 1234 ? Number.NaN : 0))));
    expect(await compiled((x) => tf.sum(softplus(x)), zeros)).toBeNaN();
    zeros.dispose();
  });

  it('is the same beside the gradient of a cross-entropy, where σ(x) stands for the exponential', async () => {
    const values = Array.from({ length: 1000 }, (_, i) => Math.fround(30 * Math.sin(i)));
    const x = tf.variable(tf.tensor1d(values));
    const target = tf.variable(tf.zeros([1000]));
    const step = () => {
      target.assign(tf.reshape(tf.matMul(tf.reshape(tf.sigmoid(x), [1, 1000]), tf.eye(1000)), [1000]));
      return { sum: tf.sum(softplus(x)) as tf.Scalar };
    };
    const program = compile(step, { state: [x, target] });
    const { sum } = await program.run({}, { seed: 1, step: 0 });
    expect(Math.abs((sum?.values[0] as number) / exact(values) - 1)).toBeLessThan(1e-6);
    program.dispose();
    tf.dispose([x, target]);
  });
});

describe('loops and sums', () => {
  it('a norm that a weight is divided by is that of the weights before', async () => {
    const w = tf.variable(tf.ones([300]));
    const program = compile(
      () => {
        const norm = tf.sum(tf.square(w)) as tf.Scalar;
        w.assign(tf.div(w, norm));
        return { norm };
      },
      { state: [w] },
    );
    const norms = [];
    for (let step = 0; step < 3; step++) norms.push((await program.run({}, { seed: 1, step })).norm?.values[0]);
    expect(norms[0]).toBe(300);
    expect(norms[1]).toBeCloseTo(1 / 300, 8);
    expect(norms[2]).toBeCloseTo(300, 2);
    program.dispose();
    w.dispose();
  });

  it('a sum of an array that the step changes is that of before the change', async () => {
    const w = tf.variable(tf.ones([300]));
    const step = () => {
      const total = tf.sum(w) as tf.Scalar;
      w.assign(tf.mul(w, 2));
      return { total };
    };
    const program = compile(step, { state: [w] });
    const totals = [];
    for (let i = 0; i < 3; i++) totals.push((await program.run({}, { seed: 1, step: i })).total?.values[0]);
    expect(totals).toEqual([300, 600, 1200]);
    program.dispose();
    w.dispose();
  });
});
