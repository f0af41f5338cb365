import * as tf from '@tensorflow/tfjs-core';
import type { LatentModel } from './latentModel.ts';

/**
 * A model of its two maps, with what follows from them: ỹ = Dec(Enc(y)), and an end, once, of all that it owns.
 *
 * @param owned networks and variables that end with the model
 */
export function latentModelOf<Maps extends Omit<LatentModel, 'reconstruct' | 'dispose'>>(
  maps: Maps,
  owned: readonly { dispose(): unknown }[],
): Maps & Pick<LatentModel, 'reconstruct' | 'dispose'> {
  let disposed = false;
  return {
    ...maps,
    reconstruct: (y, mode) => tf.tidy(() => maps.decode(maps.encode(y, mode), mode)),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const one of owned) one.dispose();
    },
  };
}
