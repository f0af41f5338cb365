import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { boundColumns } from './boundColumns.ts';
import { areCounts, classNames, distinctNumbers } from './classNames.ts';
import { encodeRows } from './encodeRows.ts';
import { keptRows } from './keptRows.ts';
import type { PlannedColumn } from './plan.ts';
import type { SourceColumn, SourceTable } from './sourceTable.ts';
import { mostWords } from './wordColumn.ts';

/**
 * The column of classes, as it is to be read: the one that is named, else the one called `label`, `class` or `target`. Words and whole numbers are
 * classes; real numbers, and whole ones of which there are hardly fewer than rows, are targets.
 *
 * @throws `OPTION` for a name that no column has, `FILE_FORMAT` for a column that can hold none
 * @example
 * const table = parseCsv(new TextEncoder().encode('x,kind\n1,cat\n2,dog\n'), { file: 'pets.csv' });
 * planLabel(table, 'kind'); // { name: 'kind', kind: 'label', classes: ['cat', 'dog'] }
 */
export function planLabel(table: SourceTable, label?: string): PlannedColumn | undefined {
  const names = table.columns.map(({ name }) => name);
  if (label !== undefined && !names.includes(label)) throw noColumn(table.file, `a column named ${label}`, names);
  const column = table.columns.find(({ name }) =>
    label === undefined ? /^(label|class|target)$/i.test(name) : name === label,
  );
  return column && asLabel(column, table, label !== undefined);
}

function asLabel(column: SourceColumn, { file, rows }: SourceTable, asked: boolean): PlannedColumn {
  const { name } = column;
  if (column.kind === 'other') {
    if (!asked) return { name, kind: 'left out', because: `it holds ${column.what}` };
    throw expected({
      where: file,
      expected: `classes in column ${JSON.stringify(name)}, at most ${mostWords}`,
      received: column.what,
      todo: 'Name a column that holds classes.',
      code: 'FILE_FORMAT',
    });
  }
  if (column.kind === 'words') return { name, kind: 'label', classes: classNames(column) };
  const found = distinctNumbers(column.values);
  const whole = found.every(Number.isInteger);
  // A class has some rows; a number of its own in most of them is measured.
  const few = found.length <= 10 || (found.length <= 100 ? 2 * found.length <= rows : 10 * found.length <= rows);
  return whole && found.length <= mostWords && (few || asked)
    ? { name, kind: 'label', classes: found.map(String) }
    : { name, kind: 'target' };
}

/** Classes or targets alone, for rows that lie elsewhere, e.g. images. Where no row has a class of the plan, there are none. */
export function labelsOf(planned: PlannedColumn | undefined, table: SourceTable): Pick<Split, 'label' | 'target'> {
  if (planned?.kind !== 'label' && planned?.kind !== 'target') return {};
  const plan = { columns: [planned], missing: 'refuse', standardized: true } as const;
  const columns = boundColumns(plan, table);
  const at = columns[0]?.at;
  if (!at || Array.from({ length: table.rows }, (_, row) => at(row)).every(Number.isNaN)) return {};
  const { rows } = keptRows(table, columns, 'refuse');
  const { label, target } = encodeRows(plan, columns, rows, table);
  return { ...(label && { label }), ...(target && { target }) };
}

/** The names of classes, where they say more than the codes do. */
export function namedClasses(planned: PlannedColumn | undefined): { classes?: readonly string[] } {
  return planned?.kind === 'label' && !areCounts(planned.classes) ? { classes: planned.classes } : {};
}

export const noColumn = (where: string, wanted: string, names: readonly string[]) =>
  expected({
    where,
    expected: wanted,
    received: names.slice(0, 10).join(', ') || 'none',
    todo: 'Name one of the columns.',
    code: 'OPTION',
  });
