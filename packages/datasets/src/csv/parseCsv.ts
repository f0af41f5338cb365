import type { Table } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import { formatError } from '../files/formatError.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { cellText } from './cellText.ts';
import { nothing } from './countRows.ts';
import { type Dialect, findDialect } from './dialect.ts';
import { findHeader } from './header.ts';
import { readColumns } from './readColumns.ts';
import { utf8Bytes } from './utf8Bytes.ts';

/** A table of text. */
export interface CsvTable extends SourceTable {
  /** Names of the columns, in the order of the file. */
  readonly names: readonly string[];
  /** Columns as float32 [rows, columns]. @throws `FILE_FORMAT` naming line and column where a cell is not a number */
  numbers(columns: readonly number[]): Table;
}

/**
 * Read delimited text (CSV, TSV, columns between spaces): delimiter, decimal sign and names are found in the first rows. Numbers are float64;
 * columns of True and False are booleans; words are kept as codes.
 *
 * @param bytes the whole file, UTF-8, or UTF-16 with a byte order mark
 * @param options.header whether the first row holds names, where that cannot be seen
 * @param options.dialect of the file that the bytes are a part of
 * @throws `FILE_FORMAT` with file, byte and line: rows of different lengths, quotes that do not close, no rows, bytes that are no UTF-8
 * @example
 * parseCsv(new TextEncoder().encode('height,width\n1.5,2\n'), { file: 'sizes.csv' }).numbers([0, 1]).values; // [1.5, 2]
 */
export function parseCsv(
  given: Uint8Array,
  { file, header, dialect: known }: { file: string; header?: boolean; dialect?: Dialect },
): CsvTable {
  const { bytes, note } = utf8Bytes(given, file);
  const fail = formatError(file);
  const dialect = known ?? findDialect(bytes, file);
  refuseGroups(dialect, file);
  const { headed, names, note: namesFrom } = findHeader(bytes, dialect, file, header);
  const { rows, comments, columns: read, each } = readColumns({ bytes, file, names, ...dialect, headed, fail });
  if (rows === 0)
    throw fail(0, 'at least one row of cells', nothing({ headed, comments }), 'Give a file that holds rows.');
  const all = read.map(({ column, counts: { numbers, booleans, words, odd } }) =>
    column.kind === 'words' && odd && numbers > 0 && numbers + booleans >= words ? { ...column, odd } : column,
  );
  // What a delimiter at the end of every line opens.
  const trailing = names.length > 1 && names.at(-1) === '' && isEmpty(all.at(-1));
  const columns = trailing ? all.slice(0, -1) : all;
  const find = (row: number, column: number) => {
    let found = { line: 0, start: 0, text: '' };
    each((at, cell) => {
      if (at !== row || cell.column !== column) return true;
      found = { line: cell.line, start: cell.start, text: cellText(bytes, cell, file).slice(0, 100) };
      return false;
    });
    return found;
  };
  return {
    file,
    rows,
    columns,
    names: columns.map(({ name }) => name),
    place: (row) => `line ${find(row, 0).line}`,
    notes: [
      ...[note, namesFrom].filter((line) => line !== undefined),
      ...(comments > 0
        ? [counted(comments, 'line that begins with # is passed over', 'lines that begin with # are passed over')]
        : []),
    ],
    numbers(chosen) {
      const values = new Float32Array(rows * chosen.length);
      chosen.forEach((index, position) => {
        const column = columns[index];
        const from = column && 'values' in column ? column.values : undefined;
        for (let row = 0; row < rows; row++) {
          const value = from ? (from[row] as number) : Number.NaN;
          if (!Number.isFinite(Math.fround(value)))
            throw noNumber(file, find(from ? row : oddRow(columns[index]), index), names[index]);
          values[row * chosen.length + position] = value;
        }
      });
      return { values, shape: [rows, chosen.length], scale: 1 };
    },
  };
}

const isEmpty = (column: CsvTable['columns'][number] | undefined) =>
  column !== undefined && 'values' in column && column.values.every(Number.isNaN);

const oddRow = (column: CsvTable['columns'][number] | undefined) =>
  column?.kind === 'words' ? (column.odd?.row ?? 0) : 0;

/** 1,234 between semicolons is a fraction to some and a thousand to others; another number of digits tells. */
export function refuseGroups({ decimal, sample }: Dialect, file: string): void {
  if (decimal !== 0x2c) return;
  const commas = sample.flat().filter((cell) => /^[+-]?\d+,\d+$/.test(cell));
  const [first] = commas;
  if (first === undefined || !commas.every((cell) => /^[+-]?[1-9]\d{0,2}(,\d{3})+$/.test(cell))) return;
  throw expected({
    where: file,
    expected: 'numbers with one possible reading',
    received: `${JSON.stringify(first)}, which may be ${first.replace(',', '.')} or ${first.replaceAll(',', '')}`,
    todo: 'Use a decimal point and no thousands separators.',
    code: 'FILE_FORMAT',
  });
}

const noNumber = (
  file: string,
  { line, start, text }: { line: number; start: number; text: string },
  name: string | undefined,
) =>
  expected({
    where: `${file}, byte ${start}`,
    expected: `a number in line ${line}, column ${JSON.stringify(name)}`,
    received: JSON.stringify(text),
    todo: 'Fill in what is missing.',
    code: 'FILE_FORMAT',
  });
