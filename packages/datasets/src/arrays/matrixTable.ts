import { rowPlace, type SourceColumn, type SourceTable } from '../tabular/sourceTable.ts';

/** [rows, columns] or [rows] numbers as a table whose columns are called 0, 1, 2, …; what is not finite is missing. */
export function matrixTable(at: (i: number) => number, shape: readonly number[], file: string): SourceTable {
  const [rows = 0, width = 1] = shape;
  const columns = Array.from({ length: width }, (_, column): SourceColumn => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = at(row * width + column);
      values[row] = Number.isFinite(value) ? value : Number.NaN;
    }
    return { name: `${column}`, kind: 'numbers', values };
  });
  return { file, rows, columns, place: rowPlace, notes: [] };
}

/** True where every number is from 0 to 1: probabilities, pixels or bits, which have one scale already. */
export function isUnit({ columns }: SourceTable): boolean {
  return columns.every((column) => 'values' in column && column.values.every((value) => value >= 0 && value <= 1));
}
