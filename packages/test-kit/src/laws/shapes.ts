import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { termsOf } from '../loss.ts';
import { type Law, numbers, withModel } from './law.ts';

/** Every term has a weight, is [batch], and is finite. */
export const shapes: Law = (subject, bench) =>
  withModel(subject, (model) => {
    const terms = termsOf(subject, model, bench);
    expect(Object.keys(terms).sort()).toEqual(Object.keys(subject.objective.weights).sort());
    for (const term of Object.values<tf.Tensor1D>(terms)) {
      expect(term.shape).toEqual([subject.y.shape[0]]);
      expect(numbers(term).every(Number.isFinite)).toBe(true);
    }
  });
