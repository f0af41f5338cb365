/** How often numbers are how large, in bins that several sets share. */
export interface Counts {
  /** bins + 1 of them, rising. */
  readonly edges: readonly number[];
  /** For each set, its share of each bin. */
  readonly shares: readonly (readonly number[])[];
  readonly log: boolean;
}

/** Bins from the lowest to the highest of all numbers, with equal ratios where all are above 0, as energies of noise are many times those of data. */
export function counts(sets: readonly ArrayLike<number>[], bins = 60): Counts {
  const all = sets.flatMap((set) => Array.from(set));
  const log = all.every((value) => value > 0);
  const unit = log ? Math.log : (value: number) => value;
  const units = all.map(unit);
  const low = units.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = units.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const width = (high - low || 1) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + i * width).map((edge) =>
    log ? Math.exp(edge) : edge,
  );
  const shares = sets.map((set) => {
    const share = Array<number>(bins).fill(0);
    for (let i = 0; i < set.length; i++) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((unit(set[i] as number) - low) / width)));
      share[bin] = (share[bin] as number) + 1 / set.length;
    }
    return share;
  });
  return { edges, shares, log };
}

/** The share of numbers that are at most this large. */
export function shareBelow(values: ArrayLike<number>, value: number): number {
  let below = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) <= value) below++;
  return below / values.length;
}
