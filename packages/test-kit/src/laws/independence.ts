import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { termsOf } from '../loss.ts';
import { type Law, numbers, withModel } from './law.ts';

/** With all examples but the first changed to 1 − y, the first's terms keep every bit, unless the subject says why not. */
export const independence: Law = (subject, bench) => {
  const { y, coupled = {} } = subject;
  const { pixels } = bench;
  const others = pixels.map((value, i) => (i < pixels.length / (y.shape[0] as number) ? value : 1 - value));
  withModel(subject, (model) => {
    const [terms, changed] = [termsOf(subject, model, bench), termsOf(subject, model, bench, others)];
    for (const name of Object.keys(terms) as (keyof typeof terms)[]) {
      const [before, after] = [numbers(terms[name] as tf.Tensor), numbers(changed[name] as tf.Tensor)];
      const first = expect(after[0], `${String(name)} of an example that was not changed`);
      if (Object.hasOwn(coupled, name)) first.not.toBe(before[0]);
      else first.toBe(before[0]);
      expect(after[1], `${String(name)} of an example that was changed`).not.toBe(before[1]);
    }
  });
};
