import type { Model } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Bench, Subject } from '../subject.ts';

/** A promise that a subject keeps: throws where it does not. */
export type Law = <M extends Model, Name extends string, F>(
  subject: Subject<M, Name, F>,
  bench: Bench,
) => void | Promise<void>;

/** Run with a model that is gone afterwards. */
export function withModel<M extends Model, Name extends string, F>(
  { make }: Subject<M, Name, F>,
  use: (model: M) => void,
): void {
  const model = make(1);
  try {
    tf.tidy(() => use(model));
  } finally {
    model.dispose();
  }
}

/** All numbers of a tensor. */
export const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
