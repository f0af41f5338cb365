import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core has no gradient registered by itself; tfjs-layers registers them all.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe } from 'vitest';

/** The same tests on both backends that run everywhere. */
export function onEachBackend(tests: (backend: string) => void): void {
  describe.each(['cpu', 'wasm'])('on %s', (backend) => {
    beforeAll(async () => {
      await tf.setBackend(backend);
      await tf.ready();
    });
    tests(backend);
  });
}
