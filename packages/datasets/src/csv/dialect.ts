import { cellNumber } from './cellNumber.ts';
import { cellText, isMissingText } from './cellText.ts';
import { type Cell, scanCells, separator } from './scanCells.ts';

/** How a text is written. */
export interface Dialect {
  readonly delimiter: number;
  /** The byte before the fraction of its numbers. */
  readonly decimal: number;
  /** Cells of its first rows. */
  readonly sample: readonly (readonly string[])[];
}

const [tab, semicolon, bar, comma, space, point] = [0x09, 0x3b, 0x7c, 0x2c, 0x20, 0x2e];
const mostRows = 100;
/** Where rows are long, fewer of them are looked at. */
const mostBytes = 2 ** 18;
/** More columns than any table of numbers that a model here could take. */
export const mostColumns = 100_000;

/**
 * Find the delimiter, which cuts the first hundred rows into equally many cells, most of them numbers: tab, semicolon, bar, comma, else runs of
 * spaces. Of equals the one that makes more cells.
 */
export function findDialect(bytes: Uint8Array, file: string): Dialect {
  const told = separator(bytes);
  const tries = (told === undefined ? [tab, semicolon, bar, comma, space] : [told]).map((delimiter) => {
    const sample = firstRows(bytes, delimiter, file);
    const decimal = decimalOf(sample, delimiter);
    return { delimiter, decimal, sample, ...judge(sample, decimal) };
  });
  const even = tries.filter(
    ({ delimiter, even, cells, share }) => even && cells > 1 && (delimiter !== space || share >= 0.5),
  );
  const marked = even.filter(({ delimiter }) => delimiter !== space);
  const choose = (from: typeof tries) =>
    from.reduce((best, next) =>
      next.share > best.share || (next.share === best.share && next.cells > best.cells) ? next : best,
    );
  if (marked.length > 0) return choose(marked);
  if (even.length > 0) return choose(even);
  // Rows of different lengths, or one column: the delimiter of which the first row has most.
  return tries
    .filter(({ delimiter }) => delimiter !== space || told === space)
    .reduce((best, next) => ((next.sample[0]?.length ?? 0) > (best.sample[0]?.length ?? 0) ? next : best));
}

/** True for a cell that is a number. */
export function isNumberText(text: string, decimal: number): boolean {
  const bytes = Uint8Array.from(text.slice(0, 400), (sign) => Math.min(sign.charCodeAt(0), 0xff));
  return !Number.isNaN(cellNumber(bytes, 0, bytes.length, decimal));
}

function judge(sample: Dialect['sample'], decimal: number): { even: boolean; cells: number; share: number } {
  const last = sample.at(-1)?.length ?? 0;
  const even = sample.every(
    (row, i) => row.length === last || (i === 0 && sample.length > 1 && row.length === last - 1),
  );
  // The first row may be names.
  const body = (sample.length > 1 ? sample.slice(1) : sample).flat();
  const known = body.filter(
    (cell) => isNumberText(cell, decimal) || isMissingText(cell) || /^(true|false)$/i.test(cell),
  );
  return { even, cells: last, share: known.length / Math.max(1, body.length) };
}

/** A comma where cells are numbers with one, and none with a point. */
function decimalOf(sample: Dialect['sample'], delimiter: number): number {
  if (delimiter === comma) return point;
  const cells = sample.flat();
  const commas = cells.some((cell) => /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(cell));
  return commas && !cells.some((cell) => /^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(cell)) ? comma : point;
}

function firstRows(bytes: Uint8Array, delimiter: number, file: string): string[][] {
  const rows: string[][] = [];
  const { broken } = scanCells(bytes, delimiter, (cell: Cell) => {
    if (
      cell.column > mostColumns ||
      cell.row >= mostRows ||
      (cell.row >= 2 && cell.column === 0 && cell.start > mostBytes)
    )
      return false;
    rows[cell.row] ??= [];
    rows[cell.row]?.push(cellText(bytes, cell, file));
    return undefined;
  });
  // Quotes that do not fit this delimiter are its end, told where it is chosen all the same.
  return broken && rows.length > 1 ? rows.slice(0, -1) : rows;
}
