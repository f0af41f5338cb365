/** The q-quantile, 0 ≤ q ≤ 1, between neighbours by straight line. Hyndman and Fan 1996, definition 7 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (at - Math.floor(at)) * (above - below);
}

/** Median and spread of times in ms. */
export interface Spread {
  readonly medianMs: number;
  readonly p10Ms: number;
  readonly p90Ms: number;
}

export function spread(ms: readonly number[]): Spread {
  return { medianMs: quantile(ms, 0.5), p10Ms: quantile(ms, 0.1), p90Ms: quantile(ms, 0.9) };
}
