import { copyAgain, type formatError } from '../files/formatError.ts';
import { mostColumns } from './dialect.ts';
import { type Following, type Scan, scanCells } from './scanCells.ts';

/**
 * The rows of a text that have as many cells as its first, names not counted.
 *
 * @param options.after where the bytes are not the first of their file
 * @throws `FILE_FORMAT` for a row of another length, and for quotes that do not close
 */
export function countRows(
  bytes: Uint8Array,
  delimiter: number,
  {
    columns,
    headed,
    fail,
    after,
  }: { columns: number; headed: boolean; fail: ReturnType<typeof formatError>; after?: Following },
): { rows: number } & Pick<Scan, 'comments' | 'line'> {
  const last = { row: -1, column: 0, line: 0, start: 0 };
  const full = ({ row, column, start, line }: typeof last) => {
    // A first row of names may be one short.
    if (column + 1 === columns || (row === 0 && headed && column + 2 === columns)) return;
    throw fail(
      start,
      `${columns} cells in each line, as in the first`,
      `${column + 1} in line ${line}`,
      'Give every row all its cells.',
    );
  };
  const count = ({ row, column, line, start }: typeof last) => {
    if (column >= mostColumns) throw fail(start, `at most ${mostColumns} columns`, 'more', copyAgain);
    if (row !== last.row && last.row >= 0) full(last);
    last.row = row;
    last.column = column;
    last.line = line;
    last.start = start;
    if (column >= columns) full(last);
  };
  const { broken, comments, line } = scanCells(bytes, delimiter, count, after);
  if (broken) {
    const wanted = `a quoted cell that ends before a delimiter or a line, in line ${broken.line}`;
    throw fail(broken.at, wanted, 'another end', 'Double the quotes within a cell.');
  }
  if (last.row >= 0) full(last);
  return { rows: last.row + (headed ? 0 : 1), comments, line };
}

/** What a text without rows holds. */
export const nothing = ({ headed, comments }: { headed: boolean; comments: number }) =>
  headed ? 'a line of names only' : comments > 0 ? 'lines that begin with # only' : 'none';
