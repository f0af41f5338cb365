import type { Table } from '@latentkit/core';
import { copyAgain, formatError } from '../files/formatError.ts';
import { type Classes, classCodes } from '../tabular/classCodes.ts';
import { type Cell, scanCells } from './scanCells.ts';

/** Numbers in named columns, and the text of the others. */
export interface Columns {
  /** Names of the columns, in the order of the file. */
  readonly names: readonly string[];
  readonly rows: number;
  /** A column's numbers. @throws `FILE_FORMAT` naming line and column where there is none */
  numbers(columns: readonly number[]): Table;
  /** A column as classes. @throws `FILE_FORMAT` for more than 65 536 different ones */
  classes(column: number): Classes;
}

/** More columns than any table of numbers that a model here could take. */
const mostColumns = 100_000;

/**
 * Read delimited text (CSV, TSV): the delimiter is whichever of tab, semicolon and comma the first line has most of; the first line gives the
 * names where one of its cells is no number, else columns are called 0, 1, 2, …
 *
 * @param bytes the whole file, UTF-8
 * @throws `FILE_FORMAT` with file and byte offset: rows of different lengths, quotes that do not close, no rows
 * @example
 * parseCsv(new TextEncoder().encode('height,width\n1.5,2\n'), { file: 'sizes.csv' }).numbers([0, 1]); // [1, 2]
 */
export function parseCsv(bytes: Uint8Array, { file }: { file: string }): Columns {
  const fail = formatError(file);
  const delimiter = commonest(bytes);
  const first: string[] = [];
  let headed = false;
  let columns = 0;
  let cells = 0;
  let last = { row: 0, start: 0 };
  const full = (offset: number, row: number, count: number) => {
    if (count === columns) return;
    throw fail(
      offset,
      `${columns} cells in each line, as in the first`,
      `${count} in line ${row + 1}`,
      'Give every row all its cells.',
    );
  };
  const broken = scanCells(bytes, delimiter, ({ row, column, start, end, quoted }) => {
    if (row === 0) {
      if (column >= mostColumns) throw fail(start, `at most ${mostColumns} columns`, 'more', copyAgain);
      const text = decode(bytes, start, end, quoted);
      headed ||= number(text) === undefined;
      first.push(text);
      columns = column + 1;
    } else if (row !== last.row) {
      full(last.start, last.row, cells);
      cells = 0;
    }
    cells++;
    if (cells > columns) full(start, row, cells);
    last = { row, start };
  });
  if (broken !== -1)
    throw fail(
      broken,
      'a quoted cell that ends before a delimiter or a line',
      'another end',
      'Double the quotes within a cell.',
    );
  full(last.start, last.row, cells);
  const rows = columns === 0 ? 0 : last.row + (headed ? 0 : 1);
  if (rows === 0)
    throw fail(
      0,
      'at least one row of cells',
      headed ? 'a line of names only' : 'none',
      'Give a file that holds rows.',
    );
  const names = headed ? first.map((name) => name.trim()) : first.map((_, column) => `${column}`);
  const each = (visit: (row: number, cell: Cell) => void) =>
    scanCells(bytes, delimiter, (cell) => {
      const row = cell.row - (headed ? 1 : 0);
      if (row >= 0) visit(row, cell);
    });
  return {
    names,
    rows,
    numbers(chosen) {
      const place = new Map(chosen.map((column, position) => [column, position]));
      const values = new Float32Array(rows * chosen.length);
      each((row, { column, start, end, quoted }) => {
        const position = place.get(column);
        if (position === undefined) return;
        const text = decode(bytes, start, Math.min(end, start + 64), quoted);
        const value = number(text);
        if (value === undefined) {
          const where = `a number in line ${row + 1 + (headed ? 1 : 0)}, column ${JSON.stringify(names[column])}`;
          throw fail(
            start,
            where,
            JSON.stringify(text),
            'Fill in what is missing; words can only be classes: call their column label.',
          );
        }
        values[row * chosen.length + position] = value;
      });
      return { values, shape: [rows, chosen.length], scale: 1 };
    },
    classes(chosen) {
      const codes = classCodes(rows, file);
      each((row, { column, start, end, quoted }) => {
        if (column === chosen) codes.add(row, decode(bytes, start, end, quoted));
      });
      return codes.done();
    },
  };
}

const utf8 = new TextDecoder();

function decode(bytes: Uint8Array, start: number, end: number, quoted: boolean): string {
  let text = '';
  // A third of the time of a TextDecoder for the short cells that most are.
  for (let at = start; at < end; at++) {
    if (end - start > 32 || (bytes[at] as number) > 0x7f) {
      text = utf8.decode(bytes.subarray(start, end));
      break;
    }
    text += String.fromCharCode(bytes[at] as number);
  }
  return quoted ? text.replaceAll('""', '"') : text;
}

/** A finite float32 written in decimal, or nothing. */
function number(text: string): number | undefined {
  if (!/^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(Math.fround(value)) ? value : undefined;
}

/** The delimiter of which the first line has most; between equals the rarer one in prose. */
function commonest(bytes: Uint8Array): number {
  const end = bytes.indexOf(0x0a);
  const line = bytes.subarray(0, end === -1 ? bytes.length : end);
  const counts = [0x09, 0x3b, 0x2c].map((sign) => ({
    sign,
    count: line.reduce((sum, byte) => sum + Number(byte === sign), 0),
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}
