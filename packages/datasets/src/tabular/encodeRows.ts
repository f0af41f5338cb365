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
  const bound = new Map(columns.map((column) => [column.planned.name, column.at]));
  let from = 0;
  for (const column of plan.columns) {
    const at = bound.get(column.name);
    if (!at) continue;
    if (column.kind === 'categorical') {
      rows.forEach((row, i) => {
        const code = at(row);
        if (Number.isNaN(code)) values.set(column.shares, i * width + from);
        else values[i * width + from + code] = 1;
      });
      from += column.categories.length;
    } else if (column.kind === 'feature' || column.kind === 'boolean') {
      const [shift, unit] = [mean[from] as number, deviation[from] as number];
      rows.forEach((row, i) => {
        const value = at(row);
        const y = ((Number.isNaN(value) ? column.mean : value) - shift) / unit;
        values[i * width + from] = y;
        if (!Number.isFinite(Math.fround(y))) throw tooLarge(table, row, column.name, value);
      });
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
    const at = name === undefined ? undefined : bound.get(name);
    if (!at) return undefined;
    const found = new Values(rows.length);
    rows.forEach((row, i) => {
      found[i] = at(row);
    });
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
