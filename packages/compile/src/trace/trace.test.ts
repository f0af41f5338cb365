import '@tensorflow/tfjs-backend-cpu';
import { table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { listing } from '../graph/listing.ts';
import { signatureOf } from './signature.ts';
import { trace } from './trace.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const here = /trace\.test\.ts:\d+:\d+/;

describe('trace', () => {
  it('writes down what a step does, with its inputs, draws and states', () => {
    const center = tf.variable(tf.tensor1d([1, 2]));
    const pixels = table(Uint8Array.of(0, 255, 255, 0), [2, 2], 1 / 255);
    const inputs = { y: { table: pixels, rows: Int32Array.of(1) }, rate: 0.5 };
    const { graph, draws } = trace(
      ({ y, rate }, random) => {
        const noise = random.normal([1, 2]);
        center.assign(tf.add(center, tf.mul(rate as tf.Tensor, tf.sum(tf.add(y as tf.Tensor, noise), 0))));
        return { distance: tf.sum(tf.abs(center)) };
      },
      [center],
      signatureOf(inputs),
    );
    expect(draws).toEqual([{ kind: 'normal', shape: [1, 2], stream: 0 }]);
    expect(listing(graph)).toBe(
      [
        'input table/y uint8[2,2]',
        'input rows/y int32[1]',
        'input in/rate float32[]',
        'input state/0 float32[2]',
        'input draw/0 float32[1,2]',
        '%0 uint8[1,2] = Gather(table/y, rows/y, axis=0)',
        '%1 float32[1,2] = DequantizeLinear(%0, 0.003921568859368563)',
        '%2 float32[1,2] = Add(%1, draw/0)',
        '%3 float32[2] = ReduceSum(%2, [0], keepdims=0)',
        '%4 float32[2] = Mul(in/rate, %3)',
        '%5 float32[2] = Add(state/0, %4)',
        '%6 float32[2] = Abs(%5)',
        '%7 float32[] = ReduceSum(%6, [0], keepdims=0)',
        'output out/distance = %7',
        'output next/0 = %5',
        '',
      ].join('\n'),
    );
    expect(center.dataSync()).toEqual(Float32Array.of(1, 2));
    center.dispose();
  });

  it('leaves variables, tensors and the backend as they were, also after a refusal', () => {
    const weight = tf.variable(tf.scalar(3));
    const factor = tf.scalar(2);
    const steps = [
      () => {
        weight.assign(tf.mul(weight, factor));
        return { weight: tf.square(weight) };
      },
      () => {
        weight.assign(tf.scalar(weight.dataSync()[0] as number));
        return {};
      },
    ];
    for (const step of steps) {
      const before = tf.memory().numTensors;
      try {
        trace(step, [weight], {});
      } catch {}
      expect(tf.memory().numTensors).toBe(before);
      expect(tf.getBackend()).toBe('cpu');
      expect(tf.mul(weight, factor).dataSync()[0]).toBe(6);
    }
    tf.dispose([weight, factor]);
  });

  it('refuses to read a value, and says which and where', () => {
    const weight = tf.variable(tf.scalar(3));
    const read = () => trace(() => ({ y: tf.scalar(tf.exp(weight).dataSync()[0] as number) }), [weight], {});
    expect(read).toThrow(here);
    expect(read).toThrow(
      /expected a step that reads no value, received a read of the result of Exp\. Return the tensor from the step and read it outside, or use the eager engine\.$/,
    );
    weight.dispose();
  });

  it('refuses randomness that it does not control, and says where it came from', () => {
    const hidden = () => trace(() => ({ y: tf.add(tf.randomNormal([3]), 1) }), [], {});
    expect(hidden).toThrow(here);
    expect(hidden).toThrow(
      /expected the same constants in two traces, received other numbers in a tensor of shape \[3\]/,
    );
    let calls = 0;
    const counting = () => trace(() => ({ y: tf.mul(tf.scalar(2), ++calls) }), [], {});
    expect(counting).toThrow(/other numbers in a tensor of shape \[\]/);
    let more = 0;
    const growing = () => trace(() => ({ y: tf.addN([...Array(++more)].map(() => tf.scalar(1))) }), [], {});
    expect(growing).toThrow(/expected the same constants in two traces/);
  });

  it('refuses kernels without a rule, with the reason, and kernels that tfjs does not know', () => {
    const unique = () => trace(() => ({ y: tf.unique(tf.tensor1d([1, 1])).values }), [], {});
    expect(unique).toThrow(here);
    expect(unique).toThrow(/received Unique, whose result has a shape that depends on values\. Replace it/);
    const custom = () => trace(() => ({ y: tf.engine().runKernel('Mystery', {}) as tf.Tensor }), [], {});
    expect(custom).toThrow(/expected kernels of tfjs-core, received Mystery\. Replace it/);
  });

  it('refuses a use of a kernel that its rule does not take', () => {
    const x = tf.variable(tf.zeros([2, 3, 4]));
    const gather = () => trace(() => ({ y: tf.gather(x, tf.zeros<tf.Rank.R2>([2, 1], 'int32'), 2, 1) }), [x], {});
    expect(gather).toThrow(here);
    expect(gather).toThrow(
      /expected a use of GatherV2 that can be compiled, received gather with batchDims along an axis/,
    );
    x.dispose();
  });

  it('refuses variables that are not in the state, read or assigned', () => {
    const other = tf.variable(tf.scalar(1), false, 'other');
    const todo = /Add the variable to the state\.$/;
    expect(() => trace(() => ({ y: tf.square(other) }), [], {})).toThrow(/received a use of other\./);
    expect(() => trace(() => ({ y: tf.square(other) }), [], {})).toThrow(todo);
    const assign = () => {
      other.assign(tf.scalar(2));
      return {};
    };
    expect(() => trace(assign, [], {})).toThrow(/received an assignment to other\./);
    expect(other.dataSync()[0]).toBe(1);
    other.dispose();
  });

  it('refuses types that are not numbers', () => {
    expect(() => trace(() => ({ y: tf.tensor(['a']) }), [], {})).toThrow(
      /expected tensors of float32, int32 or bool, received string/,
    );
  });

  it('refuses a window larger than its image, of which tfjs makes a length of −1', () => {
    const image = tf.variable(tf.ones<tf.Rank.R4>([1, 2, 2, 1]));
    const filter = tf.ones([4, 4, 1, 1]) as tf.Tensor4D;
    const step = () => ({ y: tf.depthwiseConv2d(image as unknown as tf.Tensor4D, filter, 1, 'valid') });
    expect(() => trace(step, [image], {})).toThrow(
      'a use of DepthwiseConv2dNative that can be compiled, received a result of shape',
    );
    tf.dispose([image, filter]);
  });
});
