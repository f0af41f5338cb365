import * as tf from '@tensorflow/tfjs-core';

/** The middles of cells that fill a box: a sum over them times their volume is the integral, of smooth functions to O(1/count²). */
export interface Grid {
  /** [count^size, size] */
  readonly points: tf.Tensor2D;
  /** Volume of one cell. */
  readonly volume: number;
}

/** A grid over [from, to]^size with as many cells along each side. */
export function gridOf({ from, to, size, count }: { from: number; to: number; size: number; count: number }): Grid {
  const width = (to - from) / count;
  const values = new Float32Array(count ** size * size);
  for (let i = 0; i < values.length; i++) {
    const [row, j] = [Math.floor(i / size), i % size];
    values[i] = from + ((Math.floor(row / count ** (size - 1 - j)) % count) + 0.5) * width;
  }
  return { points: tf.tensor2d(values, [count ** size, size]), volume: width ** size };
}

/** Moments of the numbers x under weights p that sum to 1. */
export function momentsUnder(p: readonly number[], x: readonly number[]) {
  const expectation = (f: (value: number) => number) =>
    x.reduce((sum, value, i) => sum + (p[i] as number) * f(value), 0);
  const mean = expectation((value) => value);
  const variance = expectation((value) => (value - mean) ** 2);
  return { mean, variance, fourth: expectation((value) => (value - mean) ** 4) };
}
