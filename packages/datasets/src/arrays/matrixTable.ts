import { rowPlace, type SourceColumn, type SourceTable } from '../tabular/sourceTable.ts';

/** [rows, columns] or [rows] numbers as a table whose columns are called 0, 1, 2, …; what is not finite is missing. */
export function matrixTable(
  at: (i: number) => number,
  shape: readonly number[],
  { file, kind }: { file: string; kind: 'numbers' | 'booleans' },
): SourceTable {
  const [rows = 0, width = 1] = shape;
  const columns = Array.from({ length: width }, (_, column): SourceColumn => {
    const values = kind === 'booleans' ? new Float32Array(rows) : new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = at(row * width + column);
      values[row] = Number.isFinite(value) ? value : Number.NaN;
    }
    return { name: `${column}`, kind, values };
  });
  return { file, rows, columns, place: rowPlace, notes: [] };
}

/** True where numbers are from 0 to 1 and some between, probabilities or pixels: they have one scale already. 0 and 1 alone are booleans. */
export function isUnit({ columns }: SourceTable): boolean {
  const every = (holds: (value: number) => boolean) =>
    columns.every((column) => 'values' in column && column.values.every(holds));
  return every((value) => value >= 0 && value <= 1) && !every((value) => value === 0 || value === 1);
}
