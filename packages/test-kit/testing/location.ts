import { type Batch, type Model, type Objective, streams, table } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { Files, Subject } from '../src/subject.ts';

/** One variable w [2]; E(y) = ‖y + ε/10 − w‖², ε ~ N(0, I). */
export interface Location extends Model {
  readonly variables: { readonly w: tf.Variable };
}

export function location(start: ArrayLike<number>): Location {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(Float32Array.from(start))));
  return { variables: { w }, dispose: () => w.dispose() };
}

export const objective: Objective<Location, 'energy'> = {
  weights: { energy: 0.5 },
  terms: ({ variables: { w } }, { y }: Batch, random) => {
    const seen = tf.add(y, tf.mul(random.normal(y.shape), 0.1));
    return { energy: tf.sum(tf.square(tf.sub(seen, w)), 1) as tf.Tensor1D };
  },
};

/** Keeps every law. */
export const lawful: Subject<Location, 'energy', Files> = {
  backend: 'cpu',
  make: (seed) => location(fillNormal(new Float32Array(2), { seed, stream: streams.weights, step: 0 })),
  objective,
  y: table(Float32Array.of(0.1, 0.9, 0.8, 0.3, 0.5, 0.6, 0.2, 0.4), [4, 2]),
  save: async ({ variables: { w } }) => ({ w: new Uint8Array(Float32Array.from(w.dataSync()).buffer) }),
  load: async ({ w }) => location(new Float32Array((w as Uint8Array).buffer)),
};
