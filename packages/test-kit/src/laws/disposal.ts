import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { gradientsOf } from '../loss.ts';
import { type Law, withModel } from './law.ts';

/** A model that learned and was disposed of leaves no tensor and no byte. */
export const disposal: Law = (subject, bench) => {
  const before = tf.memory();
  withModel(subject, (model) => {
    gradientsOf(subject, model, bench);
  });
  const { numTensors, numBytes } = tf.memory();
  expect({ numTensors, numBytes }).toEqual({ numTensors: before.numTensors, numBytes: before.numBytes });
};
