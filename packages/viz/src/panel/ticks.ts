import type { Interval } from './interval.ts';

/** A mark on an axis; a minor one has a fainter grid line and no label. */
export interface Tick {
  readonly value: number;
  readonly minor?: boolean;
  /** Instead of its number: the name of a row or a column. */
  readonly name?: string;
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten, about `count` of them. */
export function linearTicks({ low, high, whole }: Interval, count: number): Tick[] {
  const step = niceStep((high - low) / count, whole);
  // 1/step is whole below 1, and i / (1/step) is the double nearest to the decimal, where i · step is not: 3 · 0.1 ≠ 0.3.
  const inverse = step < 1 ? Math.round(1 / step) : undefined;
  const first = Math.ceil(low / step - 1e-9);
  const many = Math.floor(high / step + 1e-9) - first;
  const ticks: Tick[] = [];
  for (let i = 0; i <= many; i++) {
    ticks.push({ value: inverse === undefined ? (first + i) * step : (first + i) / inverse });
  }
  return ticks;
}

function niceStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((each) => each * power >= rough * 0.999) ?? 10;
  return whole ? Math.max(1, factor * power) : factor * power;
}

/**
 * Ticks for a logarithmic axis: the powers of ten with faint lines between them. An axis shorter than two of them takes 1, 2 and 5 times
 * a power of ten, and a still shorter one linear ticks.
 */
export function logTicks({ low, high, whole }: Interval, count: number): Tick[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const inside = ({ value }: Tick) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const times = (factor: number, exponent: number) => Number(`${factor}e${exponent}`);
  const decades = Array.from({ length: Math.max(0, last - first + 3) }, (_, i) => first - 1 + i);

  if (last - first >= 1) {
    const stride = Math.ceil((last - first + 1) / (count + 2));
    const minors = stride > 1 ? [] : [2, 3, 4, 5, 6, 7, 8, 9];
    return decades
      .flatMap((exponent) => [
        { value: times(1, exponent), minor: (exponent - first) % stride !== 0 },
        ...minors.map((factor) => ({ value: times(factor, exponent), minor: true })),
      ])
      .filter(inside);
  }
  const few = decades
    .flatMap((exponent) => [1, 2, 5].map((factor) => ({ value: times(factor, exponent) })))
    .filter(inside);
  return few.length >= 3 ? few : linearTicks({ low, high, whole }, count).filter(({ value }) => value > 0);
}
