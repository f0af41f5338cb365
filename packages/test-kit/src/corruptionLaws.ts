import { counterRandom, type Random } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { type Promises, register } from './register.ts';

type Corrupt = (y: tf.Tensor, random: Random) => tf.Tensor;

/** A corruption under test. */
export interface CorruptionSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  readonly corrupt: Corrupt;
  /** Shape of one example that it takes, without the batch. */
  readonly exampleShape: readonly number[];
  /** The same corruption at level 0, where it has one: it must change nothing. */
  readonly none?: Corrupt;
}

const random = (step = 1) => counterRandom({ seed: 5, step });

/**
 * The laws of corruptions as tests of vitest.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const tests = () => corruptionLaws('my noise', { backend: 'cpu', corrupt: myNoise, exampleShape: [6] });
 */
export function corruptionLaws(title: string, subject: CorruptionSubject): void {
  register(title, corruptionPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function corruptionPromises({ corrupt, exampleShape, none }: CorruptionSubject): Promises {
  /** Four times the same example, in (0, 1). */
  const copies = () => tf.tile(tf.expandDims(example(exampleShape)), [4, ...exampleShape.map(() => 1)]);
  const drawn = (step?: number) => tf.tidy(() => numbers(corrupt(copies(), random(step))));

  const always: Promises = {
    'keeps the shape, leaves y alone and no tensor behind'() {
      const y = copies();
      const [values, source, before] = [numbers(y), random(), tf.memory().numTensors];
      const seen = corrupt(y, source);
      expect(tf.memory().numTensors).toBe(before + 1);
      expect([seen.shape, seen.dtype]).toEqual([y.shape, 'float32']);
      expect(numbers(y)).toEqual(values);
      tf.dispose([y, seen]);
    },

    'is the same draw in one step, another in the next, and another for each example'() {
      const [first, size] = [drawn(1), drawn(1).length / 4];
      expect(drawn(1)).toEqual(first);
      expect(drawn(2)).not.toEqual(first);
      expect(new Set([0, 1, 2, 3].map((i) => first.slice(i * size, (i + 1) * size).join())).size).toBe(4);
    },

    'treats an example in the same way whatever stands beside it'() {
      tf.tidy(() => {
        const y = copies();
        const others = tf.concat([tf.slice(y, 0, 1), tf.ones([3, ...exampleShape])]);
        const first = (batch: tf.Tensor) => numbers(tf.slice(corrupt(batch, random(3)), 0, 1));
        expect(first(others)).toEqual(first(y));
      });
    },
  };

  const atLevelZero: Promises = none
    ? {
        'changes nothing at level 0'() {
          tf.tidy(() => {
            const y = copies();
            expect(numbers(none(y, random()))).toEqual(numbers(y));
          });
        },
      }
    : {};
  return { ...always, ...atLevelZero };
}

/** Numbers in (0, 1) that all differ. */
function example(shape: readonly number[]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => (i + 1) / (size + 1)),
    [...shape],
  );
}

const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
