/** What a parameter may be. */
export type Dimension =
  | { readonly kind: 'choice'; readonly values: readonly unknown[] }
  | {
      readonly kind: 'number';
      readonly low: number;
      readonly high: number;
      /** Drawn evenly on a logarithmic scale. */
      readonly log: boolean;
      /** Values are low + k · step. */
      readonly step?: number;
    };

/** The parameters of a sweep by name, in the order in which they are drawn. */
export type Space = Readonly<Record<string, Dimension>>;

/** Values of the parameters of one trial. */
export type Point = Readonly<Record<string, unknown>>;

/**
 * The position of a value on the axis of its dimension: the number or its logarithm; for a choice, which it is.
 */
export function coordinateOf(dimension: Dimension, value: unknown): number {
  if (dimension.kind === 'choice') {
    const wanted = JSON.stringify(value);
    return dimension.values.findIndex((one) => JSON.stringify(one) === wanted);
  }
  return dimension.log ? Math.log(value as number) : (value as number);
}

/** The value at a position, kept in the range and put on the grid of the step. */
export function valueAt(dimension: Dimension, coordinate: number): unknown {
  if (dimension.kind === 'choice') return dimension.values[coordinate];
  const { low, high, log, step } = dimension;
  const raw = log ? Math.exp(coordinate) : coordinate;
  if (step === undefined) return clamp(raw, low, high);
  const most = Math.floor((high - low) / step + 1e-9);
  const value = low + clamp(Math.round((raw - low) / step), 0, most) * step;
  // 0.1 + 2 · 0.1 is to be 0.3.
  return Number(value.toPrecision(12));
}

/** The axis, wide enough that each value of a grid has a cell of its own. */
export function axisOf(dimension: Extract<Dimension, { kind: 'number' }>): { low: number; high: number } {
  const half = (dimension.step ?? 0) / 2;
  const [low, high] = [dimension.low - half, dimension.high + half];
  return dimension.log ? { low: Math.log(low), high: Math.log(high) } : { low, high };
}

/** A value from numbers in [0, 1). */
export function drawn(dimension: Dimension, uniform: number): unknown {
  if (dimension.kind === 'choice') return dimension.values[Math.floor(uniform * dimension.values.length)];
  const { low, high } = axisOf(dimension);
  return valueAt(dimension, low + uniform * (high - low));
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
