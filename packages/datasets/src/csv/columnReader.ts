import type { OddCell, SourceColumn } from '../tabular/sourceTable.ts';
import { wordColumn } from '../tabular/wordColumn.ts';
import { cellNumber } from './cellNumber.ts';
import { isMissingText, textReader } from './cellText.ts';
import type { Cell } from './scanCells.ts';

/** Cells of a column by what they hold, and the first word. */
export interface Counts {
  readonly numbers: number;
  readonly booleans: number;
  readonly words: number;
  readonly odd?: OddCell;
}

/** A column while it is read. */
interface Read {
  values: Float32Array | Float64Array;
  /** Numbers and booleans. */
  known: number;
  booleans: number;
  words: number;
  odd: OddCell | undefined;
  texts: ReturnType<typeof wordColumn> | undefined;
}

const none = new Float32Array(0);

/**
 * Collects the cells of a table as columns. Columns of numbers, of booleans and of words are done after one pass over all cells; those that mix them take another.
 *
 * @param options.asWords columns that are read as words whatever they hold
 */
export function columnReader(
  bytes: Uint8Array,
  {
    file,
    names,
    rows,
    decimal,
    asWords,
  }: { file: string; names: readonly string[]; rows: number; decimal: number; asWords: ReadonlySet<number> },
) {
  const read = names.map(
    (): Read => ({ values: none, known: 0, booleans: 0, words: 0, odd: undefined, texts: undefined }),
  );
  const textOf = textReader(bytes, file);
  const isMixed = ({ known, booleans, words }: Read, place: number) =>
    known > 0 && (words > 0 || (booleans > 0 && booleans < known) || asWords.has(place));
  return {
    /** The number that a cell is or stands for, or NaN: then it is a word, which is kept, or missing. */
    other(row: number, cell: Cell): number {
      const { column, start, end } = cell;
      if (start === end) return Number.NaN;
      const one = read[column] as Read;
      const value = cellNumber(bytes, start, end, decimal);
      if (!Number.isNaN(value)) return value;
      const text = textOf(cell);
      if (isMissingText(text)) return Number.NaN;
      if (text.length <= 5 && /^(true|false)$/i.test(text)) {
        one.booleans++;
        return Number(text.length === 4);
      }
      one.words++;
      one.odd ??= { row, text: text.slice(0, 60) };
      one.texts ??= wordColumn(rows);
      one.texts.add(row, text);
      return Number.NaN;
    },
    /** Numbers of some rows, column after column, `stride` apart. */
    block(from: number, count: number, numbers: Float64Array, stride: number): void {
      read.forEach((one, column) => {
        const some = numbers.subarray(column * stride, column * stride + count);
        const { known, exact } = looked(some);
        one.known += known;
        // A column of words, or one that becomes so.
        if (one.words > 0 || (known === 0 && one.values.length === 0)) return;
        if (!exact && !(one.values instanceof Float64Array)) one.values = wider(one.values, rows);
        if (one.values.length === 0) one.values = new Float32Array(rows).fill(Number.NaN);
        one.values.set(some, from);
      });
    },
    /** @returns columns that have words beside numbers or booleans: each of their cells is to be handed to `word` */
    startWords(): ReadonlySet<number> {
      const again = new Set(read.flatMap((one, place) => (isMixed(one, place) ? [place] : [])));
      for (const place of again) (read[place] as Read).texts = wordColumn(rows);
      return again;
    },
    word(row: number, cell: Cell): void {
      const text = textOf(cell);
      if (!isMissingText(text)) (read[cell.column] as Read).texts?.add(row, text);
    },
    done: (): { column: SourceColumn; counts: Counts }[] =>
      read.map(({ values, known, booleans, words, odd, texts }, place) => {
        const name = names[place] as string;
        const counts = { numbers: known - booleans, booleans, words, ...(odd && { odd }) };
        if (texts || asWords.has(place)) return { column: (texts ?? wordColumn(rows)).done({ name }), counts };
        const filled = values.length === 0 ? new Float32Array(rows).fill(Number.NaN) : values;
        return { column: { name, kind: booleans > 0 ? 'booleans' : 'numbers', values: filled }, counts };
      }),
  };
}

/** How many of some numbers there are, NaN left out, and whether float32 holds them. */
function looked(numbers: Float64Array): { known: number; exact: boolean } {
  let [known, exact] = [0, true];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (Number.isNaN(value)) continue;
    known++;
    if (exact && Math.fround(value) !== value) exact = false;
  }
  return { known, exact };
}

function wider(values: ArrayLike<number>, rows: number): Float64Array {
  const all = new Float64Array(rows).fill(Number.NaN);
  all.set(values);
  return all;
}
