import type { SourceTable } from '../tabular/sourceTable.ts';

/** A table of any size, read some rows at a time. */
export interface TableRanges {
  readonly rows: number;
  /**
   * Rows `from` … `to − 1` as a table of their own, whose `place` counts from the beginning of the file.
   *
   * @param from a multiple of `every`
   */
  read(from: number, to: number): Promise<SourceTable>;
  close(): Promise<void>;
}
