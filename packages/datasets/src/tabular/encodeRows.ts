import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import type { BoundColumn } from './boundColumns.ts';
import { encodedColumns, type Plan } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/** Rows of a table as the plan has them. @returns y [rows, columns] float32, label [rows], target [rows] */
export function encodeRows(plan: Plan, columns: readonly BoundColumn[], rows: Int32Array, table: SourceTable): Split {
  const { names, mean, deviation } = encodedColumns(plan);
  const width = names.length;
  const values = new Float32Array(rows.length * width);
  const bound = new Map(columns.map((column) => [column.planned.name, column.numbers]));
  let from = 0;
  for (const column of plan.columns) {
    const numbers = bound.get(column.name);
    if (!numbers) continue;
    if (column.kind === 'categorical') {
      for (let i = 0; i < rows.length; i++) {
        const code = numbers[rows[i] as number] as number;
        if (Number.isNaN(code)) values.set(column.shares, i * width + from);
        else values[i * width + from + code] = 1;
      }
      from += column.categories.length;
    } else if (column.kind === 'feature' || column.kind === 'boolean') {
      const [shift, unit] = [mean[from] as number, deviation[from] as number];
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const value = numbers[row] as number;
        const y = ((Number.isNaN(value) ? column.mean : value) - shift) / unit;
        values[i * width + from] = y;
        if (!Number.isFinite(Math.fround(y))) throw tooLarge(table, row, column.name, value);
      }
      from++;
    }
  }
  const label = vector('label', Int32Array);
  const target = vector('target', Float32Array);
  return {
    y: { values, shape: [rows.length, width], scale: 1 },
    ...(label && { label }),
    ...(target && { target }),
  };

  function vector(
    kind: 'label' | 'target',
    Values: Int32ArrayConstructor | Float32ArrayConstructor,
  ): Table | undefined {
    const name = plan.columns.find((column) => column.kind === kind)?.name;
    const numbers = name === undefined ? undefined : bound.get(name);
    if (!numbers) return undefined;
    const found = new Values(rows.length);
    for (let i = 0; i < rows.length; i++) found[i] = numbers[rows[i] as number] as number;
    return { values: found, shape: [rows.length], scale: 1 };
  }
}

const tooLarge = ({ file, place }: SourceTable, row: number, name: string, value: number) =>
  expected({
    where: `${file}, ${place(row)}`,
    expected: `a number in column ${JSON.stringify(name)} that float32 holds`,
    received: String(value),
    todo: 'Scale the column, or leave it out.',
    code: 'FILE_FORMAT',
  });
