import { formatError } from '../files/formatError.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import type { Counts } from './columnReader.ts';
import { nothing } from './countRows.ts';
import { findDialect } from './dialect.ts';
import { findHeader } from './header.ts';
import { refuseGroups } from './parseCsv.ts';
import { readColumns } from './readColumns.ts';
import type { Cell } from './scanCells.ts';
import { utf8Bytes } from './utf8Bytes.ts';
import { firstText, wholeRows } from './wholeRows.ts';

/** Bytes that are held at once, about. */
const pieceBytes = 2 ** 23;

/** Some rows of a text as a table. */
export interface CsvPiece extends SourceTable {
  /** Its first row in the whole text. */
  readonly from: number;
  /** Cells of each column by what they hold. */
  readonly counts: readonly Counts[];
}

/** A table of text of any length, which is read piece by piece. */
export interface CsvPieces {
  readonly file: string;
  readonly names: readonly string[];
  readonly notes: readonly string[];
  /** @param asWords columns, by their places, that are words whatever a piece has in them */
  read(asWords?: ReadonlySet<number>): AsyncGenerator<CsvPiece>;
}

/**
 * A table of text, plain or gzip, whose rows are read piece by piece, as `parseCsv` reads them whole: names, delimiter and decimal sign are found in
 * the first rows.
 *
 * @param options.size bytes of a piece, about
 * @throws `FILE_READ`, `FILE_FORMAT` as `parseCsv`; UTF-16 is refused
 */
export async function csvPieces(
  file: string,
  { header, size = pieceBytes }: { header?: boolean | undefined; size?: number } = {},
): Promise<CsvPieces> {
  const head = utf8Bytes(await firstText(file, size), file);
  const fail = formatError(file);
  if (head.note !== undefined) throw fail(0, 'a large text in UTF-8', 'UTF-16', 'Save the file as UTF-8.');
  const dialect = findDialect(head.bytes, file);
  refuseGroups(dialect, file);
  const { headed, names, note } = findHeader(head.bytes, dialect, file, header);
  const { delimiter, decimal } = dialect;
  const width = dialect.sample[0]?.length ?? names.length;
  return {
    file,
    names,
    notes: note === undefined ? [] : [note],
    async *read(asWords) {
      let [from, line, comments] = [0, 1, 0];
      for await (const { bytes, from: at } of wholeRows(file, { delimiter, width, size })) {
        const first = at === 0;
        const failAt: typeof fail = (offset, ...rest) => fail(at + offset, ...rest);
        const text = { bytes, file, names, delimiter, decimal, headed: headed && first, fail: failAt };
        const read = readColumns({ ...text, after: first ? undefined : { line, width } }, asWords);
        line = read.line;
        comments += read.comments;
        const { rows, columns, each } = read;
        if (rows === 0) continue;
        yield {
          file,
          from,
          rows,
          columns: columns.map(({ column }) => column),
          counts: columns.map(({ counts }) => counts),
          place: (row) => `line ${lineOf(row, each)}`,
          notes: [],
        };
        from += rows;
      }
      if (from === 0)
        throw fail(0, 'at least one row of cells', nothing({ headed, comments }), 'Give a file that holds rows.');
    },
  };
}

function lineOf(wanted: number, each: (visit: (row: number, cell: Cell) => unknown) => void): number {
  let found = 0;
  each((row, { line }) => {
    if (row !== wanted) return true;
    found = line;
    return false;
  });
  return found;
}
