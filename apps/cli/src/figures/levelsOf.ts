const count = 10;

/** Levels (k/10)² of the greatest value, k = 1 … 9: closer where energies are low, which is where data lies. */
export function levelsOf(values: Float32Array): number[] {
  const most = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  return Array.from({ length: count - 1 }, (_, k) => Number((most * ((k + 1) / count) ** 2).toPrecision(2)));
}
