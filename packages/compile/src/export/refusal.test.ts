import '@tensorflow/tfjs-backend-cpu';
import type { NamedVariables } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './exportOnnx.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('what has no file', () => {
  const refuse = (map: (x: tf.Tensor) => tf.Tensor, state: NamedVariables = {}) => {
    try {
      exportOnnx(({ x }) => ({ y: map(x as tf.Tensor) }), { inputs: { x: ['batch', 2] }, state });
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };

  it('numbers that depend on the batch name their operation and line', () => {
    expect(refuse((x) => tf.div(x, x.shape[0] as number))).toMatch(
      /^exportOnnx, Div \(.*refusal\.test\.ts:\d+:\d+\)?\): expected only shapes to depend on the batch size, received other numbers in its operand 2 at another batch size\. Use /,
    );
    expect(refuse((x) => tf.mul(x, tf.expandDims(tf.range(0, x.shape[0] as number), 1)))).toMatch(
      /^exportOnnx, Reshape/,
    );
    expect(refuse((x) => (x.shape[0] === 997 ? tf.sin(x) : tf.cos(x)))).toBe(
      'exportOnnx, Sin: expected only shapes to depend on the batch size, received Cos in its place at another batch size. Use operations that need no batch size (tf.mean, -1 in a reshape), or give a number in place of batch.',
    );
    expect(refuse((x) => tf.slice(x, [0, 0], [(x.shape[0] as number) - 1, 2]))).toMatch(
      /^exportOnnx, Slice: .* operand 3/,
    );
  });

  it('changed variables, undeclared ones, a name twice, a result without an input', () => {
    const weight = tf.variable(tf.scalar(1), true, 'weight');
    const changing = (x: tf.Tensor) => {
      weight.assign(tf.mean(x));
      return tf.mul(x, weight);
    };
    expect(refuse(changing, { weight })).toBe(
      'exportOnnx: expected a computation that changes no variable, received an assignment to weight. Export what runs after training: layers with { training: false }.',
    );
    expect(refuse((x) => tf.mul(x, weight))).toContain('a use of weight. Add the variable to the state.');
    expect(refuse((x) => tf.mul(x, weight), { y: weight })).toContain('received y twice. Rename one of them.');
    expect(refuse(() => tf.ones([2]))).toContain('received y from no input');
    weight.dispose();
  });
});
