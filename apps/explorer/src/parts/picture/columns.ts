import { createContext } from 'preact';
import type { Column } from '../../bundle/runCard.ts';

/** What the numbers of a row are, where the data of the runs are a table. */
export const Columns = createContext<readonly Column[] | undefined>(undefined);

/** More of them are not written on a picture. */
const mostColumns = 12;

/** A column of a row, in its own unit. */
export interface ColumnText {
  readonly name: string;
  readonly value: string;
  /** In standard deviations from the mean, or the number itself where it is not standardised. */
  readonly at: number;
}

/**
 * The columns of a row by name, each number in its unit; of more than twelve those that deviate most.
 *
 * @param values [columns], standardised
 */
export function columnTexts(values: ArrayLike<number>, columns: readonly Column[]): ColumnText[] {
  const all = columns.map(({ name, mean, deviation }, i): ColumnText => {
    const at = values[i] as number;
    return { name, value: String(Number((mean + deviation * at).toPrecision(4))).replace('-', '−'), at };
  });
  if (all.length <= mostColumns) return all;
  const least = all.map(({ at }) => Math.abs(at)).sort((a, b) => b - a)[mostColumns - 1] as number;
  return all.filter(({ at }) => Math.abs(at) >= least).slice(0, mostColumns);
}
