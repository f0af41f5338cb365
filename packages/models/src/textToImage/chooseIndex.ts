import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/** How an index is drawn from the logits of a cell. */
export interface ChoiceOptions {
  /** τ > 0: below 1 likelier indices become likelier still; 1 by default. */
  readonly temperature?: number;
  /** Sample from this many of the likeliest indices only; from all by default. */
  readonly topK?: number;
  /** Only the fewest likeliest indices that have at least this probability together, in (0, 1]; all by default. */
  readonly topP?: number;
}

/** @throws `OPTION` for options outside of their ranges */
export function checkChoice(where: string, { temperature = 1, topK = 1, topP = 1 }: ChoiceOptions): void {
  checkOptions(where, { temperature }, ranges.positive);
  checkOptions(where, { topK }, ranges.count);
  if (topP > 0 && topP <= 1) return;
  throw expected({
    where: `${where}, topP`,
    expected: 'a probability in (0, 1]',
    received: String(topP),
    todo: 'Pass topP as such a number.',
    code: 'OPTION',
  });
}

/** At a lower temperature l/τ would be infinite, and indices that are not the likeliest as likely as it. */
const coldest = 1e-290;

/**
 * Logits l/τ, with −∞ for what top-k and then top-p leave out. Of equal logits the first counts as the likelier.
 *
 * @see Fan, Lewis, Dauphin 2018 (top-k); Holtzman et al. 2020 (top-p)
 */
export function narrowed(logits: ArrayLike<number>, { temperature = 1, topK, topP = 1 }: ChoiceOptions): Float64Array {
  const scaled = new Float64Array(logits.length);
  for (let k = 0; k < scaled.length; k++) scaled[k] = (logits[k] as number) / Math.max(temperature, coldest);
  if (topK === undefined && topP === 1) return scaled;
  const order = [...scaled.keys()].sort((a, b) => (scaled[b] as number) - (scaled[a] as number) || a - b);
  const few = order.slice(0, topK);
  const most = scaled[few[0] as number] as number;
  const weights = few.map((index) => Math.exp((scaled[index] as number) - most));
  let left = topP * weights.reduce((sum, weight) => sum + weight, 0);
  const kept = few.filter((_, i) => {
    const stays = topP === 1 || left > 0;
    left -= weights[i] as number;
    return stays;
  });
  const result = new Float64Array(scaled.length).fill(Number.NEGATIVE_INFINITY);
  for (const index of kept) result[index] = scaled[index] as number;
  return result;
}

/** Half of the least uniform number above 0. */
const least = 2 ** -25;

/** More than any −log(−log u): u < 1 is at most 1 − 2⁻²⁴. */
const mostNoise = 17;

/**
 * A draw from softmax(l): argmaxₖ (lₖ − log(−log uₖ)), which small differences of l between engines seldom change.
 *
 * @param uniform a number in [0, 1) for each logit
 */
export function chooseIndex(logits: Float64Array, uniform: ArrayLike<number>): number {
  const noisy = (k: number) => (logits[k] as number) - Math.log(-Math.log(Math.max(uniform[k] as number, least)));
  let best = 0;
  for (let k = 1; k < logits.length; k++) if ((logits[k] as number) > (logits[best] as number)) best = k;
  const largest = logits[best] as number;
  let most = noisy(best);
  // −log u ≥ 1 − u: a noise of at most −log(1 − u) is too little where 1 − u is more than this, with some room for rounding.
  let reach = 1.001 * Math.exp(largest - most);
  for (let k = 0; k < logits.length; k++) {
    // What cannot win costs no logarithm.
    if ((logits[k] as number) + mostNoise < most || 1 - (uniform[k] as number) > reach) continue;
    const value = noisy(k);
    if (value < most || (value === most && k >= best)) continue;
    [best, most] = [k, value];
    reach = 1.001 * Math.exp(largest - most);
  }
  return best;
}
