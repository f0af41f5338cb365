import { cellText, isMissingText } from './cellText.ts';
import { type Dialect, isNumberText } from './dialect.ts';
import { startOf } from './scanCells.ts';

/** Names of the columns, and whether the first row holds them. */
export interface Header {
  readonly headed: boolean;
  readonly names: readonly string[];
  readonly note?: string;
}

/**
 * Whether the first row holds names: where it has words over numbers; where it counts 0, 1, 2, … as pandas names columns; else where none of its
 * words comes again below. A comment of as many cells before the first row holds them too.
 *
 * @param wanted what the caller says of it
 */
export function findHeader(bytes: Uint8Array, dialect: Dialect, file: string, wanted?: boolean): Header {
  const [first = [], ...body] = dialect.sample;
  const wider = body.length > 0 && body.every((row) => row.length === first.length + 1);
  const width = first.length + Number(wider);
  const headed = wanted ?? isHeader(first, body, dialect.decimal);
  if (headed) {
    const counted = first.length > 1 && first.every((cell) => cell === '' || /^\d+$/.test(cell));
    const note = counted ? `the first row, ${first[0]}, ${first[1]}, …, is taken for the names of columns` : undefined;
    return { headed, names: named(widened(first, body, width)), ...(note && { note }) };
  }
  const comment = wanted === undefined ? commentNames(bytes, dialect, file) : undefined;
  if (comment?.length === width && comment.some((name) => !isNumberText(name, dialect.decimal)))
    return {
      headed,
      names: named(comment),
      note: `the comment before the first row, ${comment.join(', ').slice(0, 60)}, is taken for the names of columns`,
    };
  const note =
    wanted === undefined
      ? 'the first row is taken for numbers, not for names: columns are called 0, 1, 2, …'
      : undefined;
  return { headed, names: first.map((_, column) => `${column}`), ...(note && { note }) };
}

function isHeader(first: readonly string[], body: readonly (readonly string[])[], decimal: number): boolean {
  const isNumber = (cell: string) => isNumberText(cell, decimal) || /^(true|false)$/i.test(cell);
  const isWord = (cell: string) => !isMissingText(cell) && !isNumber(cell);
  if (body.length === 0) return first.some(isWord);
  const below = (column: number) => body.map((row) => row[column] ?? '').filter((cell) => !isMissingText(cell));
  const overNumbers = first.some((cell, column) => {
    const cells = below(column);
    return isWord(cell) && cells.filter(isNumber).length * 2 > cells.length;
  });
  if (overNumbers) return true;
  const from = first[0] === '' ? 1 : 0;
  const counts = first.length > 1 && first.every((cell, column) => column < from || cell === `${column - from}`);
  // 0,1 over zeros and ones alone may be a row of them.
  if (counts && !(first.length === 2 && body.flat().every((cell) => cell === '0' || cell === '1'))) return true;
  if (from === 1 && body.every((row, i) => row[0] === `${i}`)) return true;
  const words = first.flatMap((cell, column) => (isWord(cell) ? [below(column).includes(cell)] : []));
  return words.length > 0 && !words.includes(true);
}

/** R writes no name over the names of rows; a delimiter that ends every line but the first opens a column at the end. */
function widened(first: readonly string[], body: Dialect['sample'], width: number): readonly string[] {
  if (first.length === width) return first;
  return body.every((row) => row[width - 1] === '') ? [...first, ''] : ['', ...first];
}

/** On one line each, a name that comes again with a number. */
function named(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let one = name;
    for (let i = 1; seen.has(one) || (one !== name && taken.has(one)); i++) one = `${name}.${i}`;
    seen.add(one);
    return one;
  });
}

/** The cells of the last comment before the first row. */
function commentNames(bytes: Uint8Array, { delimiter }: Dialect, file: string): string[] | undefined {
  let [at, last] = [startOf(bytes), ''];
  while (bytes[at] === 0x23) {
    let end = at;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    last = cellText(bytes, { start: at + 1, end: Math.min(end, at + 2 ** 16), quoted: false, line: 1 }, file);
    at = end;
    while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  }
  if (last === '') return undefined;
  return delimiter === 0x20 ? last.split(/\s+/) : last.split(String.fromCharCode(delimiter)).map((cell) => cell.trim());
}
