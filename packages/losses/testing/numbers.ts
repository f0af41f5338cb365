import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** A tensor as the golden files hold it: row-major. */
export interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export function stored({ shape, data }: Stored): tf.Tensor {
  return tf.tensor([...data], [...shape], 'float32');
}

/** Numbers without a pattern in [−scale, scale], the same in every run. */
export function wave(shape: readonly number[], scale = 1, phase = 0): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, (_, i) => scale * Math.sin(phase + 1 + 2.4 * i));
  return tf.tensor(values, [...shape]);
}

/** |received − expected| ≤ atol + rtol |expected|, number by number; the defaults are the golden files' float32 tolerance. */
export function expectClose(
  received: tf.Tensor,
  expected: ArrayLike<number> | Stored | tf.Tensor,
  { rtol = 2e-5, atol = 2e-6 } = {},
): void {
  const values = expected instanceof tf.Tensor ? expected.dataSync() : 'data' in expected ? expected.data : expected;
  if ('shape' in expected) expect(received.shape).toEqual(expected.shape);
  const got = received.dataSync();
  expect(got.length).toBe(values.length);
  const allowed = (value: number) => atol + rtol * Math.abs(value);
  const off = Array.from(got, (value, i) => {
    const target = values[i] as number;
    return value === target || Math.abs(value - target) <= allowed(target) ? null : `${i}: ${value}, not ${target}`;
  });
  expect(off.filter((line) => line !== null)).toEqual([]);
}
