import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { counterRandom } from './counterRandom.ts';
import { fillNormal } from './normal.ts';
import { fillUniform } from './uniform.ts';

beforeAll(() => tf.setBackend('cpu'));

describe('counterRandom', () => {
  it('draws from stream k at its k-th draw, whatever is drawn', () => {
    tf.tidy(() => {
      const random = counterRandom({ seed: 7, step: 3 });
      const drawn = [random.normal([2, 3]), random.uniform([5]), random.normal([])];
      const at = (stream: number) => ({ seed: 7, stream, step: 3 });
      expect(drawn.map(({ shape }) => shape)).toEqual([[2, 3], [5], []]);
      expect(drawn.map(({ dtype }) => dtype)).toEqual(['float32', 'float32', 'float32']);
      expect(drawn[0]?.dataSync()).toEqual(fillNormal(new Float32Array(6), at(0)));
      expect(drawn[1]?.dataSync()).toEqual(fillUniform(new Float32Array(5), at(1)));
      expect(drawn[2]?.dataSync()).toEqual(fillNormal(new Float32Array(1), at(2)));
    });
  });

  it('hands over one tensor a draw and keeps none', () => {
    const before = tf.memory().numTensors;
    const drawn = counterRandom({ seed: 1, step: 0 }).normal([4]);
    expect(tf.memory().numTensors).toBe(before + 1);
    drawn.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a seed, step or shape that is none, and a refused draw takes no stream', () => {
    expect(() => counterRandom({ seed: -1, step: 0 })).toThrow(
      'counterRandom, seed: expected a whole number from 0 to 9007199254740991, received -1. Pass seed as such a number.',
    );
    expect(() => counterRandom({ seed: 0, step: 1.5 })).toThrow('counterRandom, step');
    const random = counterRandom({ seed: 7, step: 3 });
    expect(() => random.normal([2, -1])).toThrow(
      'random.normal: expected a shape of non-negative integers, received [2,-1]. Pass an array of sizes, e.g. [128, 20].',
    );
    expect(() => random.uniform(3 as unknown as number[])).toThrow(
      'random.uniform: expected a shape of non-negative integers, received 3. Pass an array of sizes, e.g. [128, 20].',
    );
    expect(tf.tidy(() => random.normal([1]).dataSync()[0])).toBe(
      fillNormal(new Float32Array(1), { seed: 7, stream: 0, step: 3 })[0],
    );
  });
});
