import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { dropout } from './dropout.ts';

const random = (step = 0) => counterRandom({ seed: 5, step });

describe('dropout', () => {
  it('keeps about 1 − p of the numbers, each divided by 1 − p', () => {
    const values = [...dropout(tf.ones([4000]), { rate: 0.2, random: random() }).dataSync()];
    expect(new Set(values)).toEqual(new Set([0, 1.25]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(1, 1);
  });

  it('draws from the step: the same in one, another in the next, and its gradient is the mask', () => {
    const at = (step: number) => [...dropout(tf.ones([64]), { rate: 0.5, random: random(step) }).dataSync()];
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
    const slope = tf.grad((x: tf.Tensor) => dropout(x, { rate: 0.5, random: random(1) }))(tf.ones([64]));
    expect([...slope.dataSync()]).toEqual(at(1));
  });

  it('is the identity without random, and at rate 0', () => {
    const x = tf.tensor1d([1, 2]);
    for (const options of [{ rate: 0.5 }, { rate: 0, random: random() }]) {
      const before = tf.memory().numTensors;
      expect([...dropout(x, options).dataSync()]).toEqual([1, 2]);
      expect(tf.memory().numTensors).toBe(before + 1);
    }
  });

  it('refuses a rate of 1', () => {
    expect(() => dropout(tf.ones([1]), { rate: 1 })).toThrow('dropout, rate: expected a number in [0, 1), received 1.');
  });
});
