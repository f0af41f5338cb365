import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { lossOf } from '../loss.ts';
import type { Law } from './law.ts';

/** A loaded model has the variables of the saved one, bit for bit, and the same loss. */
export const files: Law = async (subject, bench) => {
  const model = subject.make(1);
  const copy = await subject.load(await subject.save(model));
  try {
    expect(Object.keys(copy.variables)).toEqual(Object.keys(model.variables));
    for (const [name, variable] of Object.entries(model.variables)) {
      expect(bytes(copy.variables[name] as tf.Variable), name).toEqual(bytes(variable));
      expect((copy.variables[name] as tf.Variable).trainable, `${name} learns`).toBe(variable.trainable);
    }
    expect(lossOf(subject, copy, bench)).toBe(lossOf(subject, model, bench));
  } finally {
    model.dispose();
    copy.dispose();
  }
};

const bytes = (tensor: tf.Tensor) => [...new Uint8Array(Float32Array.from(tensor.dataSync()).buffer)];
