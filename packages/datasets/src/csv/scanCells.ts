/** A cell's place in the bytes, without its quotes. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const [quote, newline, carriageReturn, space] = [0x22, 0x0a, 0x0d, 0x20];

/**
 * Every cell of delimited text in its order (RFC 4180): cells may be quoted, quotes in them doubled; empty lines are left out; a byte order
 * mark is skipped. One pass, nothing is copied. The cell handed over is the same object each time.
 *
 * @returns the byte at which a quote is never closed or is followed by text, or −1
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function scanCells(bytes: Uint8Array, delimiter: number, visit: (cell: Cell) => void): number {
  const cell = { row: 0, column: 0, start: 0, end: 0, quoted: false };
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    if (cell.column === 0 && (bytes[at] === newline || bytes[at] === carriageReturn)) {
      at++;
      continue;
    }
    cell.quoted = bytes[at] === quote;
    if (cell.quoted) {
      const opened = at++;
      cell.start = at;
      while (bytes[at] !== quote || bytes[at + 1] === quote) {
        if (at >= bytes.length) return opened;
        at += bytes[at] === quote ? 2 : 1;
      }
      cell.end = at++;
      while (bytes[at] === space) at++;
    } else {
      cell.start = at;
      while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== newline && bytes[at] !== carriageReturn)
        at++;
      cell.end = at;
    }
    visit(cell);
    if (at >= bytes.length) break;
    if (bytes[at] === delimiter) {
      cell.column++;
      at++;
      // A delimiter at the very end opens one more cell, an empty one.
      if (at >= bytes.length) visit({ ...cell, start: at, end: at, quoted: false });
      continue;
    }
    if (bytes[at] !== newline && bytes[at] !== carriageReturn) return at;
    cell.row++;
    cell.column = 0;
  }
  return -1;
}
