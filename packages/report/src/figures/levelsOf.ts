const count = 10;

/** Levels that each step over as much of the plane as the next, to two digits: where a few corners are high, they do not take the colours. */
export function levelsOf(values: Float32Array): number[] {
  const sorted = values.slice().sort();
  const levels = Array.from({ length: count - 1 }, (_, k) => {
    const value = sorted[Math.round(((k + 1) / count) * (sorted.length - 1))] as number;
    return Number(value.toPrecision(2));
  });
  return [...new Set(levels)];
}
