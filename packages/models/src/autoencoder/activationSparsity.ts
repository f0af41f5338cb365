import { sparsityDivergence } from '@latentkit/losses';
import type { CodeRegularizer } from '../energy/codeRegularizer.ts';

/**
 * R(h) = Σⱼ KL(ρ ‖ mean of hⱼ over the batch): each unit of a code in (0, 1), such as one of sigmoids, is on in the part ρ of the examples.
 * Examples see each other; `klSparsity` is the same of each example by itself, for codes that are logits.
 *
 * @param options.rate ρ, between 0 and 1; 0.05 by default
 * @throws OPTION for a rate that is not between 0 and 1, when it is first used
 * @see Ng 2011, Sparse autoencoder
 * @example
 * const objective = regularized({ cost: squaredError, regularizer: activationSparsity({ rate: 0.05 }), regularization: 0.1 });
 */
export function activationSparsity({ rate = 0.05 }: { rate?: number } = {}): CodeRegularizer {
  return { energy: (h) => sparsityDivergence(h, { rate }) };
}
