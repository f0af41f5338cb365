import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../node.ts';
import { functions, range, ulp } from '../testing/fullRange.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Unary = (x: tf.Tensor) => tf.Tensor;

/** A function of every number of the range, compiled and by tfjs's cpu backend. */
async function both(f: Unary): Promise<{ compiled: ArrayLike<number>; eager: ArrayLike<number> }> {
  const x = tf.variable(tf.tensor1d(range));
  const program = compile(() => ({ y: f(tf.clone(x as tf.Tensor)) }), { state: [x], threads: 1 });
  const { y } = await program.run({}, { seed: 0, step: 0 });
  program.dispose();
  const eager = tf.tidy(() => f(x).dataSync());
  x.dispose();
  return { compiled: y?.values ?? [], eager };
}

const withSlope = Object.entries(functions).filter(([, { slope }]) => slope);

/** The smallest normal number: what is below may become 0. */
const least = 2 ** -126;

describe('functions of one number over all of float32', () => {
  it.each(Object.entries(functions))('%s is the float64 truth, rounded', async (_, { f, value, ulps }) => {
    const { compiled } = await both(f);
    for (const [i, x] of range.entries()) {
      const [found, due] = [compiled[i] as number, value(x)];
      const rounded = Math.fround(due);
      if (!Number.isFinite(rounded)) expect(found, `at ${x}`).toBe(rounded);
      else if (Math.abs(due) < least) expect(Math.abs(found)).toBeLessThanOrEqual(least);
      else expect(Math.abs(found - due) / ulp(due, ulps.of), `ulps at ${x}`).toBeLessThanOrEqual(ulps.value);
    }
  });

  it.each(withSlope)(
    'the gradient of %s is no further from the truth than tfjs has it',
    async (_, { f, slope, slopeOf }) => {
      const { compiled, eager } = await both((x) => tf.grad((z: tf.Tensor) => tf.sum(f(z)))(x));
      for (const [i, x] of range.entries()) {
        const [found, tfjs, due] = [compiled[i] as number, eager[i] as number, slope?.(x) as number];
        if (Object.is(found, tfjs) || Number.isNaN(x)) continue;
        const rounded = Math.fround(due);
        const [error, theirs] = [found, tfjs].map((y) => Math.abs(y - due) / ulp(due, slopeOf)) as [number, number];
        if (!Number.isFinite(rounded) || !Number.isFinite(found)) expect(found, `at ${x}`).toBe(rounded);
        else if (Math.abs(due) < least) expect(Math.abs(found)).toBeLessThanOrEqual(least);
        else expect(error, `ulps at ${x}`).toBeLessThanOrEqual(Math.max(8, 4 * theirs || 0));
      }
    },
  );
});

describe('small numbers keep their digits', () => {
  const one = async (f: Unary, x: number) => {
    const program = compile(({ x }) => ({ y: f(x as tf.Tensor) }), { state: [], threads: 1 });
    const { y } = await program.run({ x }, { seed: 0, step: 0 });
    program.dispose();
    return y?.values[0] as number;
  };

  it.each([
    ['log softplus(−18) = −18', (x: tf.Tensor) => tf.log(tf.softplus(x)), -18, -18],
    ['−log σ(−40) = 40', (x: tf.Tensor) => tf.neg(tf.log(tf.sigmoid(x))), -40, 40],
    ['log1p(1e−8) = 1e−8', tf.log1p, 1e-8, 1e-8],
    ['eˣ − 1 − x = x²/2', (x: tf.Tensor) => tf.sub(tf.expm1(x), x), 1e-3, 5.0016671e-7],
  ] as const)('%s', async (_, f, x, due) => {
    // A difference of two numbers near 1e-3 keeps four digits of its own.
    expect(Math.abs((await one(f as Unary, x)) / due - 1)).toBeLessThan(f === tf.log1p ? 1e-7 : 5e-4);
  });

  it('a gradient of log softplus is finite far below 0, where it is 1', async () => {
    const gradient = (x: tf.Tensor) => tf.grad((z: tf.Tensor) => tf.log(tf.softplus(z)))(x);
    for (const x of [-10, -30, -80]) expect(await one(gradient, x)).toBeCloseTo(1, 4);
  });
});

it('what is not a number goes through relu, clip, max, min, erf, sums and pooling', async () => {
  const x = tf.variable(tf.tensor4d([Number.NaN, 1, 2, 3], [1, 2, 2, 1]));
  const program = compile(
    () => ({
      relu: tf.sum(tf.relu(x)),
      relu6: tf.sum(tf.relu6(x)),
      clip: tf.sum(tf.clipByValue(x, -1, 1)),
      step: tf.sum(tf.step(x, 0.5)),
      maximum: tf.sum(tf.maximum(x, tf.scalar(0))),
      minimum: tf.sum(tf.minimum(x, tf.scalar(0))),
      erf: tf.sum(tf.erf(x)),
      max: tf.max(x),
      min: tf.min(x),
      mean: tf.mean(x),
      maxPool: tf.sum(tf.maxPool(x as unknown as tf.Tensor4D, 2, 2, 'valid')),
      avgPool: tf.sum(tf.avgPool(x as unknown as tf.Tensor4D, 2, 2, 'valid')),
    }),
    { state: [x], threads: 1 },
  );
  const results = await program.run({}, { seed: 0, step: 0 });
  for (const [name, { values }] of Object.entries(results)) expect(values[0], name).toBeNaN();
  program.dispose();
  x.dispose();
});
