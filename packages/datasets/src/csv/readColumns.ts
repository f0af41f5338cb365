import type { SourceColumn } from '../tabular/sourceTable.ts';
import { wordColumn } from '../tabular/wordColumn.ts';
import { cellNumber } from './cellNumber.ts';
import { cellText, isMissingText } from './cellText.ts';
import type { Cell } from './scanCells.ts';

/** Where the cells of a table of text are, and how to go through them. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly names: readonly string[];
  readonly rows: number;
  readonly decimal: number;
  each(visit: (row: number, cell: Cell) => unknown): void;
}

/** What is known of a column while it is read. */
interface Read {
  values: Float32Array | Float64Array;
  numbers: number;
  booleans: number;
  words: number;
  odd: { row: number; text: string } | undefined;
}

const none = new Float32Array(0);

/** Every column as numbers, booleans or words. Numbers take 4 bytes each, 8 in columns that float32 does not hold exactly. */
export function readColumns(cells: Cells): SourceColumn[] {
  const { bytes, file, names, rows, decimal, each } = cells;
  const read: Read[] = names.map(() => ({ values: none, numbers: 0, booleans: 0, words: 0, odd: undefined }));
  const put = (column: Read, row: number, value: number) => {
    if (column.values.length === 0) column.values = new Float32Array(rows).fill(Number.NaN);
    if (column.values instanceof Float32Array && Math.fround(value) !== value)
      column.values = Float64Array.from(column.values);
    column.values[row] = value;
  };
  each((row, cell) => {
    const column = read[cell.column] as Read;
    const { start, end } = cell;
    if (start === end) return;
    const value = cellNumber(bytes, start, end, decimal);
    if (!Number.isNaN(value)) {
      column.numbers++;
      if (column.words === 0) put(column, row, value);
      return;
    }
    // A hundred words and no number: what it holds is plain, and is read once more as words.
    if (column.words > 100 && column.numbers + column.booleans === 0) return;
    const text = end - start > 2 ** 16 ? 'long' : cellText(bytes, cell, file);
    if (isMissingText(text)) return;
    if (/^(true|false)$/i.test(text)) {
      column.booleans++;
      if (column.words === 0) put(column, row, Number(text.length === 4));
    } else {
      column.words++;
      column.odd ??= { row, text: text.slice(0, 60) };
    }
  });
  const asWords = read.map(({ words, booleans, numbers }) => words > 0 || (booleans > 0 && numbers > 0));
  const texts = words(cells, asWords);
  return read.map(({ values, booleans, numbers, words, odd }, i): SourceColumn => {
    const name = names[i] as string;
    const text = texts[i];
    if (text) return text.done({ name, ...(odd && numbers + booleans >= words && { odd }) });
    const filled = values.length === 0 ? new Float32Array(rows).fill(Number.NaN) : values;
    return { name, kind: booleans > 0 ? 'booleans' : 'numbers', values: filled };
  });
}

function words({ bytes, file, rows, each }: Cells, chosen: readonly boolean[]) {
  const columns = chosen.map((wanted) => (wanted ? wordColumn(rows) : undefined));
  if (chosen.includes(true)) {
    each((row, cell) => {
      const column = columns[cell.column];
      if (column === undefined) return;
      const text = cellText(bytes, cell, file);
      if (!isMissingText(text)) column.add(row, text);
    });
  }
  return columns;
}
