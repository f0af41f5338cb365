/** The numbers that an axis has to show. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** True when every number is whole, as epochs are: then the ticks are whole too. */
  readonly whole: boolean;
}

/** The smallest interval around these numbers; those that are not finite do not count. Undefined when none is left. */
export function intervalOf(values: Iterable<number>): Interval | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    whole &&= Number.isInteger(value);
  }
  return low <= high ? { low, high, whole } : undefined;
}

/** The smallest interval around two. */
export function union(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), whole: a.whole && b.whole };
}

/** The interval of a layer's marks along one axis: [x₀, y₀, x₁, y₁, …] from the place 0 or 1 on, all finite. */
export function along(coordinates: ArrayLike<number>, offset: 0 | 1): Interval {
  const values = Array.from({ length: coordinates.length / 2 }, (_, i) => coordinates[2 * i + offset] as number);
  return intervalOf(values) as Interval;
}
