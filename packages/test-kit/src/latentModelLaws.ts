import { gather, type Model, type Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

/** A model that explains an observation by a code, as `LatentModel` of @latentkit/models. */
export interface LatentModelLike extends Model {
  /** Sides without the batch; null where any will do. */
  readonly exampleShape: readonly (number | null)[];
  readonly latentShape: readonly (number | null)[];
  encode(y: tf.Tensor): tf.Tensor;
  decode(z: tf.Tensor): tf.Tensor;
  reconstruct(y: tf.Tensor): tf.Tensor;
}

/** A model of codes under test. */
export interface LatentModelSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  readonly make: () => LatentModelLike;
  /** Two or more examples, all different. */
  readonly y: Table;
}

/** Another batch size may add up float32 in another order. */
const tolerance = 1e-6;

/**
 * The laws of models with codes as tests of vitest: what `encode`, `decode` and `reconstruct` mean to each other.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const tests = () => latentModelLaws('my model', { backend: 'cpu', make: halving, y });
 */
export function latentModelLaws(title: string, subject: LatentModelSubject): void {
  register(title, latentModelPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function latentModelPromises({ make, y }: LatentModelSubject): Promises {
  const n = y.shape[0] as number;
  const examples = () => {
    const rows = Int32Array.from({ length: n }, (_, i) => i);
    return tf.tensor(gather({ table: y, rows }), [...y.shape]);
  };
  const expectShape = (tensor: tf.Tensor, said: readonly (number | null)[]) =>
    expect(tensor.shape).toEqual([n, ...said.map((side) => side ?? expect.any(Number))]);
  const use = (law: (model: LatentModelLike, batch: tf.Tensor) => void) => () => {
    const model = make();
    try {
      tf.tidy(() => law(model, examples()));
    } finally {
      model.dispose();
    }
  };

  const promises = {
    'shapes are those that it says, and numbers are finite': use((model, batch) => {
      const z = model.encode(batch);
      expectShape(batch, model.exampleShape);
      expectShape(z, model.latentShape);
      for (const found of [model.decode(z), model.reconstruct(batch)]) expect(found.shape).toEqual(y.shape);
      expect([...numbers(z), ...numbers(model.reconstruct(batch))].every(Number.isFinite)).toBe(true);
    }),

    'ỹ = Dec(Enc(y))': use((model, batch) => {
      near(numbers(model.reconstruct(batch)), numbers(model.decode(model.encode(batch))), 'ỹ', tolerance);
    }),

    'the code of an example, and what is decoded from it, do not depend on those beside it': use((model, batch) => {
      const z = model.encode(batch);
      const decoded = model.decode(z);
      for (let i = 0; i < n; i++) {
        near(numbers(model.encode(tf.slice(batch, i, 1))), numbers(tf.slice(z, i, 1)), `code ${i}`, tolerance);
        near(numbers(model.decode(tf.slice(z, i, 1))), numbers(tf.slice(decoded, i, 1)), `ỹ ${i}`, tolerance);
      }
    }),

    'same observations, same codes, bit for bit; y is left alone': use((model, batch) => {
      const given = numbers(batch);
      expect(numbers(model.encode(batch))).toEqual(numbers(model.encode(batch)));
      expect(numbers(batch)).toEqual(given);
    }),

    'each map leaves one tensor, and dispose frees the rest': () => {
      const batch = examples();
      const before = tf.memory().numTensors;
      const model = make();
      const owned = tf.memory().numTensors;
      const z = model.encode(batch);
      const made = [z, model.decode(z), model.reconstruct(batch)];
      expect(tf.memory().numTensors).toBe(owned + 3);
      tf.dispose(made);
      model.dispose();
      expect(tf.memory().numTensors).toBe(before);
      batch.dispose();
    },
  };
  return promises;
}

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
