import type { Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { exhaustive } from './exhaustive.ts';
import type { Infer } from './infer.ts';
import { type RelaxOptions, relax } from './relax.ts';

/**
 * ž = argmin_z E(y, z) by gradient descent from the best of a few codes: it finds what lies between them, and one start may do where E has one
 * valley.
 *
 * @param options.starts one row per code; each example starts at the one of its lowest energy
 * @example
 * const infer = gradientInference({ starts: angles(8), steps: 20, stepSize: 0.1 });
 */
export function gradientInference({ starts, ...options }: { starts: Table } & RelaxOptions): Infer {
  const nearest = exhaustive(starts);
  return (energy) => tf.tidy(() => relax(energy.at, nearest(energy), options).z);
}
