import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core registers no gradient by itself; tfjs-layers registers them all.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe } from 'vitest';
import { exactDerivatives } from '../src/index.ts';
import { supplyKernels } from '../src/internal.ts';

/** Make a backend the one in use, mended as an engine does it. */
export async function useBackend(name: string): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend(name);
  exactDerivatives();
  supplyKernels(name);
}

/** The same tests on both backends that run everywhere. */
export function onEachBackend(tests: (backend: string) => void): void {
  describe.each(['cpu', 'wasm'])('on %s', (backend) => {
    beforeAll(() => useBackend(backend));
    tests(backend);
  });
}
