/** p = softmax(l); what has l = −∞ gets 0. */
export function probabilities(logits: Float64Array): Float64Array {
  const most = logits.reduce((max, logit) => Math.max(max, logit), Number.NEGATIVE_INFINITY);
  const weights = logits.map((logit) => Math.exp(logit - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** −Σ p log p, in nats. */
export const entropyOf = (p: Float64Array): number =>
  p.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);

/** The likeliest indices, those that cannot be drawn left out. */
export function likeliest(p: Float64Array, most: number): readonly number[] {
  return [...p.keys()]
    .filter((index) => (p[index] as number) > 0)
    .sort((a, b) => (p[b] as number) - (p[a] as number) || a - b)
    .slice(0, most);
}

/** A share as it is read: 37 %, 0.4 %. */
export const shareText = (share: number): string =>
  share >= 0.01 ? `${Math.round(100 * share)} %` : share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`;
