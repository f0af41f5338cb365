import type { Table } from './table.ts';

/** The least and the largest number of tables, as a step sees them; ∞ and −∞ where there is none. */
export function rangeOf(tables: readonly Table[]): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values, scale } of tables) {
    for (let i = 0; i < values.length; i++) {
      const value = (values[i] as number) * scale;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return [least, most];
}
