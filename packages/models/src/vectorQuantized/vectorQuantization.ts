import { type Objective, type Schedule, stopGradient, straightThrough } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { quantize } from './quantize.ts';
import type { VectorQuantizedAutoencoder } from './vectorQuantizedAutoencoder.ts';

/**
 * F(y) = C(y, ỹ) + ‖sg(z) − e‖² + β ‖z − sg(e)‖², z = Enc(y) and e its nearest entries: the first teaches the decoder, and the encoder by
 * the gradient at e taken for that at z; the second brings entries to what the encoder says, the third the encoder to its entries.
 *
 * @param options.commitment β: a number or a schedule; 0.25 by default
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, Neural discrete representation learning, equation 3
 * @example
 * const objective = vectorQuantization({ commitment: 0.25 });
 */
export function vectorQuantization({
  commitment = 0.25,
}: {
  commitment?: number | Schedule;
} = {}): Objective<VectorQuantizedAutoencoder, 'reconstruction' | 'codebook' | 'commitment'> {
  return {
    weights: { reconstruction: 1, codebook: 1, commitment },
    terms(model, { y }) {
      const mode = { training: true };
      const z = model.guess(y, mode);
      const entries = quantize(z, model.codebook);
      return {
        reconstruction: model.likelihood.cost(y, model.output(straightThrough(z, entries), mode)),
        codebook: squaredError(stopGradient(z), entries),
        commitment: squaredError(z, stopGradient(entries)),
      };
    },
  };
}
