/** Round numbers of an axis, at most about `count`: steps of 1, 2 or 5 times a power of ten. */
export function ticks([low, high]: readonly [number, number], count: number): readonly number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  // Rounded to the step's digits: 3 · 0.1 is 0.30000000000000004. + 0 turns −0 into 0.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)) + 0);
}

/** Decimals that tell neighbouring ticks apart. */
export function decimals([first = 0, second = first + 1]: readonly number[]): number {
  return Math.max(0, -Math.floor(Math.log10(second - first) + 1e-9));
}
