import { counted, expected } from '@latentkit/errors';
import type { BoundColumn } from './boundColumns.ts';
import type { Missing } from './plan.ts';
import type { SourceTable } from './sourceTable.ts';

/** Counts cells without a value in the parts of a table, and says what became of their rows. */
export interface MissingCells {
  /** The rows of a part that have what the plan needs, upwards. */
  keptOf(table: SourceTable, columns: readonly BoundColumn[]): Int32Array;
  /** The first row that lacks a value, counted over all parts. */
  readonly first: number | undefined;
  /** @param where the file and the place of that row. @throws `FILE_FORMAT` where rows lack values and that is refused, or no row is left */
  notes(where: string): string[];
}

/** @param missing where it is `mean`, rows are kept but those without a class */
export function missingCells(missing: Missing): MissingCells {
  const found = new Map<string, { count: number; strange: Set<string> }>();
  let [rows, without, first]: [number, number, number | undefined] = [0, 0, undefined];
  return {
    keptOf(table, columns) {
      const lacking = new Uint8Array(table.rows);
      for (const { planned, numbers, unknown } of columns) {
        const needed = missing !== 'mean' || planned.kind === 'label' || planned.kind === 'target';
        for (let row = 0; row < table.rows; row++) {
          if (!Number.isNaN(numbers[row])) continue;
          const one = found.get(planned.name) ?? { count: 0, strange: new Set() };
          found.set(planned.name, one);
          one.count++;
          const text = one.strange.size < 4 ? unknown(row) : undefined;
          if (text !== undefined) one.strange.add(text);
          if (needed) lacking[row] = 1;
        }
      }
      let lost = 0;
      for (let row = 0; row < table.rows; row++) lost += lacking[row] as number;
      if (lost > 0) first ??= rows + lacking.indexOf(1);
      const kept = new Int32Array(table.rows - lost);
      for (let row = 0, at = 0; row < table.rows; row++) if (lacking[row] === 0) kept[at++] = row;
      rows += table.rows;
      without += lost;
      return kept;
    },
    get first() {
      return first;
    },
    notes(where) {
      const counts = [...found].map(
        ([name, { count, strange }]) => `${count} in column ${JSON.stringify(name)}${unknownNames(strange)}`,
      );
      const all =
        counts.slice(0, 20).join(', ') +
        (counts.length > 20 ? ` and in ${counted(counts.length - 20, 'column')} more` : '');
      if (without > 0 && (missing !== 'drop' || without === rows)) {
        throw expected({
          where,
          expected: 'a known value in every cell',
          received: `empty, infinite or unknown ones in ${without} of ${counted(rows, 'row')}: ${all}`,
          todo:
            missing === 'mean'
              ? 'Classes have no mean: fill them in, or leave such rows out (missing: drop).'
              : 'Fill them in, leave such rows out (missing: drop), put means there (missing: mean), or leave columns out.',
          code: 'FILE_FORMAT',
        });
      }
      if (counts.length === 0) return [];
      const what =
        missing === 'drop'
          ? `${without} of ${counted(rows, 'row')} ${without === 1 ? 'is' : 'are'} left out for missing values`
          : 'means stand for missing values';
      return [`${what}: ${all}`];
    },
  };
}

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
  const cells = missingCells(missing);
  const rows = cells.keptOf(table, columns);
  const place = cells.first === undefined ? '' : `, ${table.place(cells.first)}`;
  return { rows, notes: cells.notes(table.file + place) };
}

/** Categories that nothing is known of, the first three of many. */
export function unknownNames(found: ReadonlySet<string>): string {
  if (found.size === 0) return '';
  const names = [...found].slice(0, 3).map((text) => JSON.stringify(text.slice(0, 40)));
  return ` (unknown: ${names.join(', ')}${found.size > 3 ? ', …' : ''})`;
}
