/** A column as a file or an array holds it, before it is decided what it is. Missing numbers are NaN, missing words have code −1. */
export type SourceColumn = { readonly name: string } & (
  | { readonly kind: 'numbers' | 'booleans'; readonly values: Float32Array | Float64Array }
  /** `ordered` where the source says what order the words have; else it is that of the alphabet. */
  | {
      readonly kind: 'words';
      readonly codes: Int32Array;
      readonly words: readonly string[];
      readonly odd?: OddCell;
      readonly ordered?: boolean;
    }
  /** Neither a number nor a word, e.g. `lists`: it can only be left out. */
  | { readonly kind: 'other'; readonly what: string }
);

/** In a column that is mostly numbers, the first cell that is not one. */
export interface OddCell {
  readonly row: number;
  readonly text: string;
}

/** Named columns of one length, from text, Parquet, JSON lines or an array. */
export interface SourceTable {
  /** What errors call it. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly SourceColumn[];
  /** Where a row lies, as people count there: `line 5` of a text, `row 3` of other files. */
  place(row: number): string;
  /** Columns that the writer of the file names as its index. */
  readonly index?: ReadonlySet<string>;
  /** What was decided while it was read, a sentence each. */
  readonly notes: readonly string[];
}

/** True where a column has no value. */
export function isMissing(column: SourceColumn, row: number): boolean {
  if (column.kind === 'other') return false;
  if (column.kind === 'words') return (column.codes[row] as number) < 0;
  return Number.isNaN(column.values[row]);
}

/** Rows counted from 0, as programs count them. */
export const rowPlace = (row: number) => `row ${row}`;

/** What a column is called that holds one place of a column of lists. */
export const placeName = (column: string, place: number) => `${column}[${place}]`;
