import { distinctNumbers } from './classNames.ts';
import type { OddCell, SourceColumn, SourceTable } from './sourceTable.ts';

/** What a column holds, seen from all of its rows: enough to plan it. */
export type ColumnFacts = { readonly name: string } & (
  | {
      readonly kind: 'numbers' | 'booleans';
      /** Least and most of the finite numbers; least is above most where there are none. */
      readonly least: number;
      readonly most: number;
      readonly zerosOnes: boolean;
      /** The different numbers, upwards. */
      distinct(): readonly number[];
      /** Whether they are whole and each row has another one. */
      numbersRows(): boolean;
    }
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly ordered?: boolean;
      readonly odd?: OddCell;
      numbersRows(): boolean;
    }
  | { readonly kind: 'other'; readonly what: string }
);

/** A table as its plan sees it. */
export interface TableFacts extends Pick<SourceTable, 'file' | 'rows' | 'place' | 'index'> {
  readonly columns: readonly ColumnFacts[];
}

/** The facts of a table that is held. */
export const factsOf = (table: SourceTable): TableFacts => ({
  ...table,
  columns: table.columns.map((column) => columnFacts(column, table.rows)),
});

function columnFacts(column: SourceColumn, rows: number): ColumnFacts {
  if (column.kind === 'other') return column;
  if (column.kind === 'words') return { ...column, numbersRows: () => column.words.length === rows };
  const { name, kind, values } = column;
  return {
    name,
    kind,
    ...rangeOf(values),
    distinct: () => distinctNumbers(values),
    numbersRows: () => values.every(Number.isInteger) && (goesOn(values) || new Set(values).size === rows),
  };
}

/** Whether numbers only rise or only fall: then each is another one. */
function goesOn(values: Float32Array | Float64Array): boolean {
  const sign = Math.sign((values[1] ?? 0) - (values[0] ?? 0));
  return sign !== 0 && values.every((value, i) => i === 0 || Math.sign(value - (values[i - 1] as number)) === sign);
}

/** The range of numbers, NaN left out. */
export function rangeOf(values: Float32Array | Float64Array): { least: number; most: number; zerosOnes: boolean } {
  let [least, most, zerosOnes] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    if (value !== 0 && value !== 1) zerosOnes = false;
  }
  return { least, most, zerosOnes };
}
