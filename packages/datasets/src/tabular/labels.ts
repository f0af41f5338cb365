import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { boundColumns } from './boundColumns.ts';
import { areCounts, classNames } from './classNames.ts';
import { type ColumnFacts, factsOf, type TableFacts } from './columnFacts.ts';
import { encodeRows } from './encodeRows.ts';
import { keptRows } from './keptRows.ts';
import type { PlannedColumn } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';
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
export const planLabel = (table: SourceTable, label?: string): PlannedColumn | undefined =>
  labelIn(factsOf(table), label);

/** What a column is called that is taken for classes without being named. */
export const labelNames = /^(label|class|target)$/i;

/** The same of a table that is not held. */
export function labelIn(table: TableFacts, label?: string): PlannedColumn | undefined {
  const names = table.columns.map(({ name }) => name);
  if (label !== undefined && !names.includes(label)) throw noColumn(table.file, `a column named ${label}`, names);
  const column = table.columns.find(({ name }) => (label === undefined ? labelNames.test(name) : name === label));
  return column && asLabel(column, table, label !== undefined);
}

function asLabel(column: ColumnFacts, { file, rows }: TableFacts, asked: boolean): PlannedColumn {
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
  const found = column.distinct();
  const whole = found.every(Number.isInteger);
  // Neighbours of float64 are 2 apart from here on: two classes could be one.
  const huge = whole ? found.find((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER) : undefined;
  if (huge !== undefined) {
    if (!asked)
      return {
        name,
        kind: 'left out',
        because: 'its numbers are beyond 2⁵³, where float64 does not tell classes apart',
      };
    throw expected({
      where: file,
      expected: `classes in column ${JSON.stringify(name)} of at most 2⁵³, which float64 tells apart`,
      received: String(huge),
      todo: 'Write them as words (with a letter), or name another column.',
      code: 'FILE_FORMAT',
    });
  }
  // A class has some rows; a number of its own in most of them is measured.
  const few = found.length <= 10 || (found.length <= 100 ? 2 * found.length <= rows : 10 * found.length <= rows);
  return whole && found.length <= mostWords && (few || asked)
    ? { name, kind: 'label', classes: found.map(column.kind === 'booleans' ? truthName : String) }
    : { name, kind: 'target' };
}

const truthName = (value: number) => (value === 1 ? 'True' : 'False');

/** Classes or targets alone, for rows that lie elsewhere, e.g. images. Where no row has a class of the plan, there are none. */
export function labelsOf(planned: PlannedColumn | undefined, table: SourceTable): Pick<Split, 'label' | 'target'> {
  if (planned?.kind !== 'label' && planned?.kind !== 'target') return {};
  const plan = { columns: [planned], missing: 'refuse', standardized: true } as const;
  const columns = boundColumns(plan, table);
  const numbers = columns[0]?.numbers;
  if (!numbers || numbers.every(Number.isNaN)) return {};
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
