import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';

/** Sentences, each with what throws where it is broken. */
export type Promises = Readonly<Record<string, () => void | Promise<void>>>;

/** Every promise as a test of vitest, on a backend where there is one. */
export function register(title: string, promises: Promises, backend?: string): void {
  describe(backend === undefined ? title : `${title}, ${backend}`, () => {
    beforeAll(async () => {
      if (backend !== undefined) await tf.setBackend(backend);
    });
    for (const [sentence, promise] of Object.entries(promises)) it(sentence, promise);
  });
}
