import { adam, train } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { dataOf } from '../subject.ts';
import type { Law } from './law.ts';

/** A run that ends, and one that is left after its first step, leave as many tensors as there were. */
export const leaks: Law = async (subject, { engine }) => {
  const { make, objective, learn } = subject;
  const model = make(1);
  try {
    const options = { model, objective, ...(learn && { learn }), data: dataOf(subject), optimizer: adam(), engine };
    const before = tf.memory().numTensors;
    for await (const _ of train({ ...options, epochs: 1 }));
    expect(tf.memory().numTensors).toBe(before);
    for await (const _ of train({ ...options, epochs: 1 })) break;
    expect(tf.memory().numTensors).toBe(before);
  } finally {
    model.dispose();
  }
};
