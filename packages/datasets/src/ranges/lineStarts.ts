import type { FileHandle } from 'node:fs/promises';
import type { Dialect } from '../csv/dialect.ts';
import { readRange } from './readRange.ts';

const pieceBytes = 2 ** 22;
const [quote, newline, carriageReturn, hash] = [0x22, 0x0a, 0x0d, 0x23];

export interface LineStarts {
  /** The byte at which every nth row begins. */
  readonly starts: readonly number[];
  /** Lines that are not empty; a line break within quotes ends none. */
  readonly lines: number;
  readonly end: number;
  /** Whether a line may be a comment. */
  readonly comments: boolean;
}

/** Where the rows of a text begin, by one pass over it in pieces. @param options.skip lines before the first row */
export async function lineStarts(
  file: FileHandle,
  path: string,
  { dialect, begin, every, skip }: { dialect: Dialect; begin: number; every: number; skip: number },
): Promise<LineStarts> {
  const { size } = await file.stat();
  const starts: number[] = [];
  let [lines, comments] = [0, false];
  // Where the scan is: at the start of a line or of a cell, within a plain or a quoted cell, after a quote within one.
  let [lineBegins, cellBegins, quoted, afterQuote] = [true, true, false, false];
  for (let from = begin; from < size; from += pieceBytes) {
    const piece = await readRange(file, path, { from, to: Math.min(size, from + pieceBytes) });
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i] as number;
      if (quoted) {
        if (byte === quote) {
          afterQuote = !afterQuote;
          continue;
        }
        if (!afterQuote) continue;
        [quoted, afterQuote] = [false, false];
      }
      if (byte === newline || byte === carriageReturn) {
        [lineBegins, cellBegins] = [true, true];
        continue;
      }
      if (lineBegins) {
        if (byte === hash) comments = true;
        if (lines >= skip && (lines - skip) % every === 0) starts.push(from + i);
        lines++;
        lineBegins = false;
      }
      if (byte === dialect.delimiter) cellBegins = true;
      else if (cellBegins) {
        quoted = byte === quote;
        cellBegins = false;
      }
    }
  }
  return { starts, lines, end: size, comments };
}
