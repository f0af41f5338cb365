import { expected } from '@latentkit/errors';
import type { BoundColumn } from './boundColumns.ts';
import type { Missing } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/**
 * The rows of a table that have what the plan needs, upwards. Where `missing` is `mean`, all but those without a class.
 *
 * @throws `FILE_FORMAT` with the first row that lacks a value, and every column with how many it lacks
 */
export function keptRows(
  table: SourceTable,
  columns: readonly BoundColumn[],
  missing: Missing,
): { rows: Int32Array; notes: string[] } {
  const lacking = new Uint8Array(table.rows);
  const counts: string[] = [];
  let first = table.rows;
  for (const { planned, at, unknown } of columns) {
    const strange = new Set<string>();
    const needed = missing !== 'mean' || planned.kind === 'label' || planned.kind === 'target';
    let count = 0;
    for (let row = 0; row < table.rows; row++) {
      if (!Number.isNaN(at(row))) continue;
      count++;
      const text = strange.size < 4 ? unknown(row) : undefined;
      if (text !== undefined) strange.add(text);
      if (needed) {
        lacking[row] = 1;
        if (row < first) first = row;
      }
    }
    if (count > 0) counts.push(`${count} in column ${JSON.stringify(planned.name)}${unknownNames(strange)}`);
  }
  const without = lacking.reduce((sum, one) => sum + one, 0);
  const all = counts.slice(0, 20).join(', ') + (counts.length > 20 ? ` and in ${counts.length - 20} columns more` : '');
  if (without > 0 && (missing !== 'drop' || without === table.rows)) {
    throw expected({
      where: `${table.file}, ${table.place(first)}`,
      expected: 'a value that the column can have in every cell',
      received: `empty or unknown ones in ${without} of ${table.rows} rows: ${all}`,
      todo:
        missing === 'mean'
          ? 'Classes have no mean: fill them in, or leave such rows out (missing: drop).'
          : 'Fill them in, leave such rows out (missing: drop), put means there (missing: mean), or leave columns out.',
      code: 'FILE_FORMAT',
    });
  }
  const rows = new Int32Array(table.rows - without);
  for (let row = 0, at = 0; row < table.rows; row++) if (lacking[row] === 0) rows[at++] = row;
  if (counts.length === 0) return { rows, notes: [] };
  const what =
    missing === 'drop'
      ? `${without} of ${table.rows} rows are left out for missing values`
      : 'means stand for missing values';
  return { rows, notes: [`${what}: ${all}`] };
}

/** Categories that nothing is known of, the first three of many. */
function unknownNames(found: ReadonlySet<string>): string {
  if (found.size === 0) return '';
  const names = [...found].slice(0, 3).map((text) => JSON.stringify(text.slice(0, 40)));
  return ` (unknown: ${names.join(', ')}${found.size > 3 ? ', …' : ''})`;
}
