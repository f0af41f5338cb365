import type { Column } from '../csv.ts';

/**
 * Tables below each other as one: columns of one name become one, and where a table lacks a column its rows are empty there.
 */
export function table(parts: readonly (readonly Column[])[]): Column[] {
  const columns = new Map<string, (number | string)[]>();
  let rows = 0;
  for (const part of parts) {
    const more = part[0]?.values.length ?? 0;
    for (const { name, values } of part) {
      const column = columns.get(name) ?? Array<string>(rows).fill('');
      // An argument list of 60 000 numbers overflows the stack in some engines.
      for (let i = 0; i < more; i++) column.push(values[i] as number | string);
      columns.set(name, column);
    }
    rows += more;
    for (const column of columns.values()) while (column.length < rows) column.push('');
  }
  return Array.from(columns, ([name, values]) => ({ name, values }));
}

/** A column that says the same in every row. */
export function same(name: string, value: string, rows: number): Column {
  return { name, values: Array<string>(rows).fill(value) };
}

/** The column of the place 0 or 1 of pairs [rows, 2]. */
export function half(name: string, pairs: ArrayLike<number>, offset: 0 | 1): Column {
  return { name, values: Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + offset] as number) };
}
