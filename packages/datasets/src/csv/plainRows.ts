import { tens } from './cellNumber.ts';
import { type Cell, carriageReturn, hash, newline, quote, space } from './scanCells.ts';

/** What is done with the cells of a plain text. */
export interface PlainCells {
  /** A cell that is not a short number, an empty one too. @returns the number that stands for it, or NaN */
  other(row: number, cell: Cell): number;
  /** The numbers of some rows, column after column, `stride` apart. */
  block(from: number, rows: number, numbers: Float64Array, stride: number): void;
}

const [minus, zero] = [0x2d, 0x30];

/** Rows that are handed on at once. */
export const blockRows = (columns: number) => Math.max(1, Math.min(1024, Math.floor(2 ** 15 / columns)));

/** Rows of a plain text: its lines that are not empty. */
export function plainLines(bytes: Uint8Array, from: number): number {
  let [count, begin] = [0, from];
  while (begin < bytes.length) {
    const found = bytes.indexOf(newline, begin);
    const end = found === -1 ? bytes.length : found;
    if (end - begin > 1 || (end - begin === 1 && bytes[begin] !== carriageReturn)) count++;
    begin = end + 1;
  }
  return count;
}

/**
 * The cells of a plain text, which has no quotes and no comments, read in one pass: numbers of up to 15 digits where they lie, as `cellNumber` reads them, all others by `other`.
 *
 * @param from the byte at which its rows begin, in line `line`
 * @returns the line that it ends in; undefined where a cell has a quote or #, a row has not `columns` cells, or a line ends with a lone carriage return
 */
export function plainRows(
  bytes: Uint8Array,
  {
    delimiter,
    decimal,
    columns,
    from,
    line,
  }: { delimiter: number; decimal: number; columns: number; from: number; line: number },
  { other, block }: PlainCells,
): number | undefined {
  const { length } = bytes;
  const stride = blockRows(columns);
  const cell = { row: 0, column: 0, line, start: 0, end: 0, quoted: false };
  const numbers = new Float64Array(stride * columns);
  let [at, row, filled] = [from, 0, 0];
  while (at < length) {
    if (bytes[at] === newline || bytes[at] === carriageReturn) {
      if (bytes[at] === carriageReturn && bytes[++at] !== newline) return undefined;
      at++;
      line++;
      continue;
    }
    for (let column = 0; ; column++) {
      if (column === columns) return undefined;
      const start = at;
      while (at < length && bytes[at] === space) at++;
      const negative = at < length && bytes[at] === minus;
      if (negative) at++;
      const first = at;
      let [whole, fraction] = [0, 0];
      for (; at < length; at++) {
        const digit = (bytes[at] as number) - zero;
        if (digit < 0 || digit > 9) break;
        whole = whole * 10 + digit;
      }
      let digits = at - first;
      if (at < length && bytes[at] === decimal) {
        const point = ++at;
        for (; at < length; at++) {
          const digit = (bytes[at] as number) - zero;
          if (digit < 0 || digit > 9) break;
          whole = whole * 10 + digit;
        }
        fraction = at - point;
        digits += fraction;
      }
      let byte = at < length ? (bytes[at] as number) : newline;
      let value = 0;
      if (digits > 0 && digits <= 15 && (byte === delimiter || byte === newline || byte === carriageReturn)) {
        const size = fraction === 0 ? whole : whole / (tens[fraction] as number);
        value = negative ? -size : size;
      } else {
        at = start;
        for (; at < length; at++) {
          byte = bytes[at] as number;
          if (byte === delimiter || byte === newline || byte === carriageReturn) break;
          if (byte === quote || byte === hash) return undefined;
        }
        if (at === length) byte = newline;
        Object.assign(cell, { row, column, line, start, end: at });
        value = other(row, cell);
      }
      numbers[column * stride + filled] = value;
      if (byte === delimiter) {
        at++;
        continue;
      }
      if (column + 1 < columns) return undefined;
      if (byte === carriageReturn && bytes[++at] !== newline) return undefined;
      if (at < length) line++;
      at++;
      break;
    }
    row++;
    if (++filled < stride) continue;
    block(row - filled, filled, numbers, stride);
    filled = 0;
  }
  if (filled > 0) block(row - filled, filled, numbers, stride);
  return line;
}
