import { expected } from '@latentkit/errors';
import { energyAt } from './codeEnergy.ts';
import type { Infer } from './infer.ts';
import { type LangevinOptions, langevin } from './langevin.ts';

/**
 * A code drawn from p(z) exp(−β E(y, z)) instead of the best one: with it `inferredEnergy` learns by samples of the gradient of F_β, as
 * ∇F_β(y) = E[∇E(y, z)] over these codes.
 *
 * @param options.beta β > 0
 * @see `langevin` for the dynamics
 * @example
 * const { objective, learn } = inferredEnergy({ infer: langevinInference({ beta: 20, prior: uniformAngles() }) });
 */
export function langevinInference(options: LangevinOptions & { readonly beta: number }): Infer {
  return (energy, random) => {
    if (!random) {
      throw expected({
        where: 'langevinInference',
        expected: 'a source of random numbers',
        received: 'none',
        todo: 'Use it for training; to encode, give the model an inference that draws no random numbers.',
        code: 'RANDOM',
      });
    }
    const { z, logWeight } = langevin((codes) => energyAt(energy.at, codes), {
      ...options,
      random,
      shape: energy.shape,
    });
    logWeight.dispose();
    return z;
  };
}
