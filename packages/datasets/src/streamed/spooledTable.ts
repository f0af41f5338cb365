import { type CsvPieces, csvPieces } from '../csv/csvPieces.ts';
import type { TableFacts } from '../tabular/columnFacts.ts';
import type { SourceColumn, SourceTable } from '../tabular/sourceTable.ts';
import { pieceFacts } from './pieceFacts.ts';
import { spool } from './spool.ts';

/** A table of text whose numbers, and codes of words, lie in a file of their own: its facts, and its rows part by part. */
export interface SpooledTable {
  readonly facts: TableFacts;
  /** Whether every cell has a value. */
  readonly complete: boolean;
  readonly notes: readonly string[];
  /** Parts with the first row of each. */
  parts(): AsyncGenerator<SourceTable & { readonly from: number }>;
  /** The place of a row as people count them, which is looked up in the text. */
  place(row: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * Read a text of any length once, twice where a column has words in some parts alone. What is held is a part of it, and the distinct words of each column.
 *
 * @param options.spool where its numbers go, 8 bytes each
 * @throws as `csvPieces`
 */
export async function spooledTable(
  file: string,
  options: { spool: string; label?: string | undefined; header?: boolean | undefined; size?: number | undefined },
): Promise<SpooledTable> {
  const { size, header } = options;
  const text = await csvPieces(file, { header, ...(size !== undefined && { size }) });
  const once = await read(text, options);
  const mixed = once.gathered.mixed();
  if (mixed.size > 0) await once.kept.close();
  const { gathered, kept } = mixed.size > 0 ? await read(text, options, mixed) : once;
  const { words, complete, ...facts } = gathered.done();
  return {
    facts,
    complete,
    notes: text.notes,
    async *parts() {
      for (const [i, { from, rows }] of kept.parts.entries()) {
        const numbers = await kept.read(i);
        yield {
          file,
          from,
          rows,
          columns: columnsOf(facts, words, numbers),
          place: (row) => `row ${from + row}`,
          notes: [],
        };
      }
    },
    async place(row) {
      for await (const { from, rows, place } of text.read()) if (row < from + rows) return place(row - from);
      return `row ${row}`;
    },
    close: kept.close,
  };
}

async function read(
  text: CsvPieces,
  options: { spool: string; label?: string | undefined },
  asWords?: ReadonlySet<number>,
) {
  const gathered = pieceFacts(text, options);
  const kept = await spool(options.spool, text.names.length);
  try {
    for await (const piece of text.read(asWords)) {
      gathered.add(piece);
      const columns = piece.columns.map((column, at) => {
        if (column.kind === 'words') return gathered.codesOf(at, column);
        return column.kind === 'other' ? new Float64Array(piece.rows) : column.values;
      });
      await kept.write({ from: piece.from, rows: piece.rows, columns });
    }
    return { gathered, kept };
  } catch (error) {
    await kept.close();
    throw error;
  }
}

function columnsOf(
  { columns }: TableFacts,
  words: readonly (readonly string[] | undefined)[],
  numbers: readonly Float64Array[],
): SourceColumn[] {
  return columns.map((column, at) => {
    const { name, kind } = column;
    const values = numbers[at] as Float64Array;
    if (kind === 'other') return column;
    if (kind !== 'words') return { name, kind, values };
    const codes = new Int32Array(values.length);
    for (let row = 0; row < values.length; row++) codes[row] = Number.isNaN(values[row]) ? -1 : (values[row] as number);
    return { name, kind, codes, words: words[at] as readonly string[] };
  });
}
