import type { formatError } from '../files/formatError.ts';
import type { SourceColumn } from '../tabular/sourceTable.ts';
import { type Counts, columnReader } from './columnReader.ts';
import { countRows } from './countRows.ts';
import { blockRows, plainLines, plainRows } from './plainRows.ts';
import {
  type Cell,
  endOfLine,
  type Following,
  hash,
  isBreak,
  lineEnd,
  quote,
  scanCells,
  separator,
  space,
  startOf,
} from './scanCells.ts';

/** Delimited text whose columns are known by name. */
export interface Text {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly names: readonly string[];
  readonly delimiter: number;
  readonly decimal: number;
  /** Whether its first row holds names. */
  readonly headed: boolean;
  /** Where the bytes are not the first of their file. */
  readonly after?: Following | undefined;
  readonly fail: ReturnType<typeof formatError>;
}

/** The columns of a text. */
export interface TextColumns {
  readonly rows: number;
  readonly comments: number;
  /** The line that it ends in. */
  readonly line: number;
  readonly columns: readonly { readonly column: SourceColumn; readonly counts: Counts }[];
  /** Goes through its cells; a visit that returns false is the last. */
  each(visit: (row: number, cell: Cell) => unknown): void;
}

/**
 * Every column of a text as numbers, booleans or words. Numbers take 4 bytes each, 8 in columns that float32 does not hold exactly.
 * Text without quotes and comments is read in one pass.
 *
 * @param asWords columns that are read as words whatever they hold
 * @throws `FILE_FORMAT` as `countRows`, and for words that are no UTF-8
 */
export function readColumns(text: Text, asWords: ReadonlySet<number> = new Set()): TextColumns {
  const { bytes, delimiter, headed, after } = text;
  const skipped = headed ? 1 : 0;
  const each = (visit: (row: number, cell: Cell) => unknown) =>
    void scanCells(
      bytes,
      delimiter,
      (cell) => (cell.row < skipped ? undefined : visit(cell.row - skipped, cell)),
      after,
    );
  return plainColumns(text, asWords, each) ?? anyColumns(text, asWords, each);
}

type Each = TextColumns['each'];

function plainColumns(text: Text, asWords: ReadonlySet<number>, each: Each): TextColumns | undefined {
  const { bytes, names, delimiter, decimal, headed, after } = text;
  if (delimiter === space || (!after && separator(bytes) !== undefined)) return undefined;
  const columns = names.length;
  const begin = after ? { from: 0, line: after.line } : firstRow(bytes, headed);
  if (!begin) return undefined;
  const rows = plainLines(bytes, begin.from);
  const reader = columnReader(bytes, { ...text, rows, asWords });
  const line = plainRows(bytes, { delimiter, decimal, columns, ...begin }, reader);
  if (line === undefined) return undefined;
  readWords(reader, each);
  return { rows, comments: 0, line, columns: reader.done(), each };
}

/** The byte and line after the names; undefined where a quote or a comment stands before. */
function firstRow(bytes: Uint8Array, headed: boolean): { from: number; line: number } | undefined {
  let [from, line] = [startOf(bytes), 1];
  if (!headed) return { from, line };
  for (; isBreak(bytes[from]); line++) from = lineEnd(bytes, from);
  const end = endOfLine(bytes, from);
  const names = bytes.subarray(from, end);
  return names.includes(quote) || names.includes(hash) ? undefined : { from: lineEnd(bytes, end), line: line + 1 };
}

function anyColumns(text: Text, asWords: ReadonlySet<number>, each: Each): TextColumns {
  const { bytes, names, delimiter, headed, after, fail } = text;
  const columns = names.length;
  const counted = countRows(bytes, delimiter, { columns, headed, fail, ...(after && { after }) });
  const rows = Math.max(0, counted.rows);
  const reader = columnReader(bytes, { ...text, rows, asWords });
  const stride = blockRows(columns);
  const numbers = new Float64Array(stride * columns).fill(Number.NaN);
  let from = 0;
  each((row, cell) => {
    if (row >= from + stride) {
      reader.block(from, stride, numbers, stride);
      numbers.fill(Number.NaN);
      from += stride;
    }
    numbers[cell.column * stride + row - from] = reader.other(row, cell);
  });
  reader.block(from, rows - from, numbers, stride);
  readWords(reader, each);
  return { ...counted, rows, columns: reader.done(), each };
}

function readWords(reader: ReturnType<typeof columnReader>, each: Each): void {
  const again = reader.startWords();
  if (again.size > 0) each((row, cell) => void (again.has(cell.column) && reader.word(row, cell)));
}
