/** A cell's place in the bytes, without its quotes. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  /** Line of the file, counted from 1, blank lines and line breaks in quotes included. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** What a scan ends with. */
export interface Scan {
  /** The byte and line at which a quote is never closed or is followed by text. */
  readonly broken?: { readonly at: number; readonly line: number };
  /** Lines that begin with `#` and were passed over. */
  readonly comments: number;
  /** The line that the scan ended in. */
  readonly line: number;
}

/** Where bytes go on that follow on others: their first line, and the cells of a row. */
export interface Following {
  readonly line: number;
  readonly width: number;
}

const tab = 0x09;
export const [quote, newline, carriageReturn, space, hash] = [0x22, 0x0a, 0x0d, 0x20, 0x23] as const;

/**
 * Every cell of delimited text in its order (RFC 4180): cells may be quoted, quotes in them doubled; empty lines are left out; a byte order
 * mark is skipped, and so is a first line `sep=;`. The delimiter space stands for any run of spaces and tabs. Lines that begin with `#` are comments before the first row, and
 * later where they have another number of cells than it or stand between spaces. One pass, nothing is copied. The cell handed over is the same object each time.
 *
 * @param visit ends the scan by returning false
 * @param after where the bytes are not the first of their file
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function scanCells(
  bytes: Uint8Array,
  delimiter: number,
  visit: (cell: Cell) => unknown,
  after?: Following,
): Scan {
  const cell = { row: 0, column: 0, line: after?.line ?? 1, start: 0, end: 0, quoted: false };
  const runs = delimiter === space;
  const blank = (byte: number | undefined) => byte === space || (runs && byte === tab);
  const isFirst = () => after === undefined && cell.row === 0;
  let [at, comments, width] = [after ? 0 : startOf(bytes), 0, after?.width ?? 0];
  if (after === undefined && separator(bytes) !== undefined) {
    at = lineEnd(bytes, endOfLine(bytes, at));
    cell.line++;
  }
  const broken = (place: number) => ({ broken: { at: place, line: cell.line }, comments, line: cell.line });
  while (at < bytes.length) {
    if (cell.column === 0) {
      if (runs) while (blank(bytes[at])) at++;
      const byte = bytes[at];
      if (byte === newline || byte === carriageReturn) {
        at = lineEnd(bytes, at);
        cell.line++;
        continue;
      }
      if (byte === hash && (runs || isFirst() || width === 1 || cellsOfLine(bytes, at, delimiter) !== width)) {
        at = endOfLine(bytes, at);
        comments++;
        continue;
      }
      if (at >= bytes.length) break;
    }
    cell.quoted = bytes[at] === quote;
    let breaks = 0;
    if (cell.quoted) {
      const opened = at++;
      cell.start = at;
      while (bytes[at] !== quote || bytes[at + 1] === quote) {
        if (at >= bytes.length) return broken(opened);
        if (bytes[at] === newline || (bytes[at] === carriageReturn && bytes[at + 1] !== newline)) breaks++;
        at += bytes[at] === quote ? 2 : 1;
      }
      cell.end = at++;
      while (blank(bytes[at])) at++;
    } else {
      cell.start = at;
      if (runs) while (at < bytes.length && !blank(bytes[at]) && !isBreak(bytes[at])) at++;
      else while (at < bytes.length && bytes[at] !== delimiter && !isBreak(bytes[at])) at++;
      cell.end = at;
      if (runs) while (blank(bytes[at])) at++;
    }
    if (visit(cell) === false) return { comments, line: cell.line };
    cell.line += breaks;
    if (at >= bytes.length) break;
    if (!isBreak(bytes[at])) {
      // A run of spaces has ended; after a quoted cell nothing but a delimiter may follow.
      if (!runs) {
        if (bytes[at] !== delimiter) return broken(at);
        at++;
      } else if (cell.quoted && !blank(bytes[at - 1])) return broken(at);
      cell.column++;
      // A delimiter at the very end opens one more cell, an empty one.
      if (!runs && at >= bytes.length) visit({ ...cell, start: at, end: at, quoted: false });
      continue;
    }
    if (isFirst()) width = cell.column + 1;
    at = lineEnd(bytes, at);
    cell.line++;
    cell.row++;
    cell.column = 0;
  }
  return { comments, line: cell.line };
}

/** After a byte order mark, where there is one. */
export const startOf = (bytes: Uint8Array) => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);

/** The delimiter that a first line `sep=;` names, which Excel writes and reads. */
export function separator(bytes: Uint8Array): number | undefined {
  const at = startOf(bytes);
  const named = [0x73, 0x65, 0x70, 0x3d].every((byte, i) => bytes[at + i] === byte);
  return named && isBreak(bytes[at + 5]) ? bytes[at + 4] : undefined;
}

export const isBreak = (byte: number | undefined) => byte === newline || byte === carriageReturn;

/** After a line break, or one byte on. */
export const lineEnd = (bytes: Uint8Array, at: number) =>
  at + (bytes[at] === carriageReturn && bytes[at + 1] === newline ? 2 : 1);

/** The place of the next line break. */
export function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isBreak(bytes[at])) at++;
  return at;
}

function cellsOfLine(bytes: Uint8Array, from: number, delimiter: number): number {
  let cells = 1;
  for (let at = from; at < bytes.length && !isBreak(bytes[at]); at++) if (bytes[at] === delimiter) cells++;
  return cells;
}
