import { expected } from '@latentkit/errors';
import { rowPlace, type SourceColumn, type SourceTable } from '../tabular/sourceTable.ts';
import { wordColumn } from '../tabular/wordColumn.ts';

/**
 * An array of classes or targets as the column `label` of a table of its own: [rows], [rows, 1], or one-hot [rows, classes], which becomes the
 * position of its 1.
 *
 * @returns undefined for several numbers per row that are not one-hot, which no column holds
 * @throws `FILE_FORMAT` for another number of rows
 */
export function labelTable(
  { values, shape }: { values: ArrayLike<number>; shape: readonly number[] },
  rows: number,
  file: string,
): SourceTable | undefined {
  oneEach(shape, rows, file);
  const numbers = values.length === rows ? Float64Array.from(values) : oneHot(values, rows);
  if (!numbers) return undefined;
  const column: SourceColumn = { name: 'label', kind: 'numbers', values: numbers };
  return { file, rows, columns: [column], place: rowPlace, notes: [] };
}

/** The same of words, [rows] or [rows, 1]; an empty one is missing. */
export function wordLabels(
  { words, shape }: { words: readonly string[]; shape: readonly number[] },
  rows: number,
  file: string,
): SourceTable | undefined {
  oneEach(shape, rows, file);
  if (words.length !== rows) return undefined;
  const column = wordColumn(rows);
  words.forEach((word, row) => {
    if (word !== '') column.add(row, word);
  });
  return { file, rows, columns: [column.done({ name: 'label' })], place: rowPlace, notes: [] };
}

function oneEach(shape: readonly number[], rows: number, where: string): void {
  if (shape[0] === rows) return;
  throw expected({
    where,
    expected: `${rows} labels, one per row`,
    received: `${shape[0]}`,
    todo: 'Give the labels that belong to these rows.',
    code: 'FILE_FORMAT',
  });
}

function oneHot(values: ArrayLike<number>, rows: number): Float64Array | undefined {
  const width = values.length / rows;
  const codes = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let ones = 0;
    for (let j = 0; j < width; j++) {
      const value = values[row * width + j];
      if (value !== 0 && value !== 1) return undefined;
      if (value === 1) codes[row] = j;
      ones += value;
    }
    if (ones !== 1) return undefined;
  }
  return codes;
}
