import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dumpGraph } from '../dumpGraph.ts';
import { type Calculation, expectAgreement, numbers } from '../testing/agreement.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Agrees with eager, and has this operation so many times. */
async function expectWhole(
  shapes: Readonly<Record<string, readonly number[]>>,
  calculate: Calculation,
  operation: RegExp,
) {
  const given = () =>
    Object.fromEntries(Object.entries(shapes).map(([name, shape], i) => [name, numbers(shape, { seed: i })]));
  const variables = Object.fromEntries(Object.entries(given()).map(([name, tensor]) => [name, tf.variable(tensor)]));
  const { text } = dumpGraph(() => calculate(variables), { state: Object.values(variables), inputs: {} });
  tf.dispose(variables);
  expect(text.match(operation) ?? [], text).toHaveLength(1);
  await expectAgreement(given(), calculate);
}

const norm =
  (epsilon: number): Calculation =>
  ({ x, gain, bias }) => {
    const centred = tf.sub(x as tf.Tensor, tf.mean(x as tf.Tensor, -1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
    return { y: tf.add(tf.mul(tf.mul(centred, scale), gain as tf.Tensor), bias as tf.Tensor) };
  };

describe('functions that are written out are one operation in a step that does not learn', () => {
  it.each([[[5, 8]], [[2, 3, 8]], [[1, 1, 8]]])('a layer normalisation of %j', async (shape) => {
    await expectWhole({ x: shape, gain: [8], bias: [8] }, norm(1e-5), /= LayerNormalization\(/g);
  });

  it('not where a row of gains is for the rows', async () => {
    const { text } = dumpGraph(({ x }) => norm(1e-5)({ x, gain: tf.ones([3, 1]), bias: tf.ones([8]) } as never), {
      state: [],
      inputs: { x: { values: new Float32Array(24), shape: [3, 8] } },
    });
    expect(text).not.toContain('LayerNormalization');
  });

  it('the product with the normal distribution function', async () => {
    const gelu: Calculation = ({ x }) => ({
      y: tf.mul(tf.mul(x as tf.Tensor, tf.add(tf.erf(tf.mul(x as tf.Tensor, Math.SQRT1_2)), 1)), 0.5),
    });
    await expectWhole({ x: [3, 40] }, gelu, /= Gelu\(/g);
  });

  /** Of some queries after so many tokens. */
  const attention =
    (past: boolean): Calculation =>
    ({ q, k, v, mask, keys, values }) => {
      const all = (before: tf.Tensor | undefined, now: tf.Tensor) =>
        past ? tf.concat([before as tf.Tensor, now], 2) : now;
      const scores = tf.matMul(tf.mul(q as tf.Tensor, 0.5), all(keys, k as tf.Tensor), false, true);
      return { y: tf.matMul(tf.softmax(tf.add(scores, mask as tf.Tensor)), all(values, v as tf.Tensor)) };
    };

  it.each([
    [2, 3, 5],
    [1, 2, 4],
    [3, 1, 2],
  ])('attention of %d examples, %d heads, %d tokens, with a mask for all', async (batch, heads, tokens) => {
    const one = [batch, heads, tokens, 4];
    await expectWhole({ q: one, k: one, v: one, mask: [tokens, tokens] }, attention(false), /= MultiHeadAttention\(/g);
  });

  it.each([
    [2, 3, 1, 6],
    [1, 4, 1, 6],
    [2, 2, 3, 5],
  ])('attention of %d examples, %d heads, %d tokens after %d others', async (batch, heads, tokens, before) => {
    const [one, all] = [
      [batch, heads, tokens, 4],
      [batch, heads, before, 4],
    ];
    const shapes = { q: one, k: one, v: one, mask: [1, 1, tokens, before + tokens], keys: all, values: all };
    await expectWhole(shapes, attention(true), /= MultiHeadAttention\(/g);
  });
});
