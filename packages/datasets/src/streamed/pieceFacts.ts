import type { CsvPiece } from '../csv/csvPieces.ts';
import { type ColumnFacts, rangeOf, type TableFacts } from '../tabular/columnFacts.ts';
import { isRowNumberName } from '../tabular/draftPlan.ts';
import { labelNames } from '../tabular/labels.ts';
import type { OddCell, SourceColumn } from '../tabular/sourceTable.ts';
import { looksLikeNumber, mostWords } from '../tabular/wordColumn.ts';

/** The facts of a table whose rows come in pieces, and the words of its columns. */
export interface PieceFacts {
  add(piece: CsvPiece): void;
  /** Columns, by their places, that some pieces have words in and others numbers: they are to be read as words everywhere. */
  mixed(): ReadonlySet<number>;
  /** Codes of the words of a column of a piece among those of all pieces so far; −1 stays. */
  codesOf(place: number, column: Extract<SourceColumn, { kind: 'words' }>): Float64Array;
  /** @returns `complete` where no cell lacks a value */
  done(): TableFacts & { readonly words: readonly (readonly string[] | undefined)[]; readonly complete: boolean };
}

interface Gathered {
  numbers: number;
  booleans: number;
  texts: number;
  least: number;
  most: number;
  zerosOnes: boolean;
  what: string | undefined;
  odd: OddCell | undefined;
  strange: OddCell | undefined;
  readonly words: Map<string, number>;
  /** Distinct values of a column that may hold classes; undefined where there are too many. */
  distinct: Set<number> | undefined;
  /** Whether whole numbers only rise or only fall, where the name may be that of row numbers. */
  step: { last: number; sign: number; holds: boolean } | undefined;
}

/**
 * @param options.label the column of classes, where it is named
 */
export function pieceFacts(
  { file, names }: { file: string; names: readonly string[] },
  { label }: { label?: string | undefined } = {},
): PieceFacts {
  const mayBeLabel = (name: string) => (label === undefined ? labelNames.test(name) : name === label);
  const all = names.map(
    (name): Gathered => ({
      numbers: 0,
      booleans: 0,
      texts: 0,
      least: Number.POSITIVE_INFINITY,
      most: Number.NEGATIVE_INFINITY,
      zerosOnes: true,
      what: undefined,
      odd: undefined,
      strange: undefined,
      words: new Map(),
      distinct: mayBeLabel(name) ? new Set() : undefined,
      step: isRowNumberName(name) ? { last: Number.NaN, sign: 0, holds: true } : undefined,
    }),
  );
  const places = new Map<number, string>();
  const remember = ({ from, place }: CsvPiece, { row, text }: OddCell): OddCell => {
    places.set(from + row, place(row));
    return { row: from + row, text };
  };
  let rows = 0;
  return {
    add(piece) {
      rows += piece.rows;
      piece.columns.forEach((column, at) => {
        const one = all[at] as Gathered;
        const { numbers, booleans, words, odd } = piece.counts[at] as (typeof piece.counts)[0];
        one.numbers += numbers;
        one.booleans += booleans;
        one.texts += words;
        if (odd) one.odd ??= remember(piece, odd);
        if (column.kind === 'words') addWords(one, column, (cell) => remember(piece, cell));
        else if (column.kind === 'other') one.what ??= column.what;
        else addNumbers(one, column.values);
      });
    },
    mixed: () =>
      new Set(
        all.flatMap(({ numbers, booleans, texts }, at) =>
          (texts > 0 && numbers + booleans > 0) || (booleans > 0 && numbers > 0) ? [at] : [],
        ),
      ),
    codesOf(place, column) {
      const { words } = all[place] as Gathered;
      const meaning = column.words.map((word) => words.get(word) ?? Number.NaN);
      const found = new Float64Array(column.codes.length);
      column.codes.forEach((code, row) => {
        found[row] = code < 0 ? Number.NaN : (meaning[code] as number);
      });
      return found;
    },
    done: () => ({
      file,
      rows,
      columns: all.map((one, at) => factsOfGathered(names[at] as string, one, rows)),
      place: (row) => places.get(row) ?? `row ${row}`,
      complete: all.every(({ numbers, booleans, texts }) => numbers + booleans + texts === rows),
      words: all.map(({ words, texts }) => (texts > 0 || words.size > 0 ? [...words.keys()] : undefined)),
    }),
  };
}

function addNumbers(one: Gathered, values: Float32Array | Float64Array): void {
  const { least, most, zerosOnes } = rangeOf(values);
  one.least = Math.min(one.least, least);
  one.most = Math.max(one.most, most);
  one.zerosOnes &&= zerosOnes;
  if (one.distinct) {
    for (const value of values) if (!Number.isNaN(value)) one.distinct.add(value);
    // As many numbers are targets, whatever they are: one more than any column of classes tells as much.
    if (one.distinct.size > mostWords) one.distinct = new Set([...one.distinct].slice(0, mostWords + 1));
  }
  const { step } = one;
  if (!step?.holds) return;
  for (const value of values) {
    const sign = Number.isNaN(step.last) ? step.sign : Math.sign(value - step.last);
    if (!Number.isInteger(value) || (sign === 0 && !Number.isNaN(step.last)) || sign * step.sign < 0)
      step.holds = false;
    step.sign = sign;
    step.last = value;
  }
}

function addWords(
  one: Gathered,
  { words, odd }: Extract<SourceColumn, { kind: 'words' }>,
  remember: (cell: OddCell) => OddCell,
): void {
  for (const word of words) {
    if (one.words.has(word)) continue;
    if (one.words.size >= mostWords) one.what = `${mostWords} different words or more`;
    else one.words.set(word, one.words.size);
  }
  if (odd) one.strange ??= remember(odd);
}

function factsOfGathered(name: string, one: Gathered, rows: number): ColumnFacts {
  const { what, words, odd, strange, numbers, booleans, texts, least, most, zerosOnes, distinct, step } = one;
  if (what !== undefined) return { name, kind: 'other', what };
  if (words.size > 0) {
    const like = [...words.keys()].filter(looksLikeNumber).length;
    const cell = odd && numbers > 0 && numbers + booleans >= texts ? odd : like * 2 > words.size ? strange : undefined;
    const numbersRows = () => words.size === rows;
    return { name, kind: 'words', words: [...words.keys()], ...(cell && { odd: cell }), numbersRows };
  }
  return {
    name,
    kind: booleans > 0 ? 'booleans' : 'numbers',
    least,
    most,
    zerosOnes,
    distinct: () => [...(distinct ?? [])].sort((a, b) => a - b),
    numbersRows: () => step?.holds === true,
  };
}
