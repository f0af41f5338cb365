import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { dumpGraph } from './index.ts';

it('a step is one ONNX model: its state goes in and comes out', async () => {
  await tf.setBackend('cpu');
  const weight = tf.variable(tf.tensor1d([1, 2]));
  const step = ({ rate }: Record<string, tf.Tensor>) => {
    weight.assign(tf.sub(weight, tf.mul(weight, rate as tf.Tensor)));
    return { norm: tf.sum(tf.square(weight)) };
  };
  const { onnx, text } = dumpGraph(step, { state: [weight], inputs: { rate: 0.5 } });
  expect(text).toContain('%0 float32[2] = Mul(state/0, in/rate)');
  const session = await InferenceSession.create(onnx);
  const results = await session.run({
    'state/0': new Tensor('float32', Float32Array.of(1, 2), [2]),
    'in/rate': new Tensor('float32', Float32Array.of(0.5), []),
  });
  expect(results['next/0']?.data).toEqual(Float32Array.of(0.5, 1));
  expect(results['out/norm']?.data).toEqual(Float32Array.of(1.25));
  await session.release();
  weight.dispose();
});
