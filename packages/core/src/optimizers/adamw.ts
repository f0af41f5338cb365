import { checkOptions } from '../options/checkOptions.ts';
import { nonNegative } from '../options/ranges.ts';
import { type AdamOptions, adam } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { decoupledDecay } from './weightDecay.ts';

/**
 * AdamW: Adam whose weights decay by p ← (1 − ηλ)·p, which the moments do not see.
 * Source: Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019; trajectories and defaults are those of torch.optim.AdamW.
 *
 * @param options.weightDecay λ, decoupled
 * @throws `OPTION` for an option out of its range
 * @example
 * const optimizer = adamw({ weightDecay: 0.05 });
 */
export function adamw({ weightDecay = 1e-2, ...options }: AdamOptions = {}): Optimizer {
  checkOptions('adamw', { weightDecay }, nonNegative);
  return decoupledDecay(adam(options), weightDecay);
}
