import { expected } from '@latentkit/errors';
import { type OddCell, placeName, type SourceColumn, type SourceTable } from './sourceTable.ts';
import { wordColumn } from './wordColumn.ts';

/** A table may hold a cell for each byte of its text, and a million beside. */
const mostCells = (bytes: number) => 2 ** 20 + bytes;

/**
 * Read JSON lines: one object per line, whose keys are the columns. Numbers, booleans and words are read, null and absent keys are missing, lists of
 * numbers of one length become a column for each place, other lists and objects are named and left where they are. Two passes, so that no cell is kept as an object.
 *
 * @throws `FILE_FORMAT` with the line that is not an object
 * @example
 * const { columns } = parseJsonLines(new TextEncoder().encode('{"x":1}\n{"x":2.5}\n'), { file: 'a.jsonl' });
 * columns[0]?.name; // 'x'
 */
export function parseJsonLines(bytes: Uint8Array, { file }: { file: string }): SourceTable {
  const most = mostCells(bytes.length);
  const lines: number[] = [];
  const kinds = new Map<string, Set<string>>();
  eachObject(bytes, file, (entries, line) => {
    lines.push(line);
    for (const [name, value] of entries) {
      const known = kinds.get(name) ?? new Set();
      kinds.set(name, known);
      if (value !== null) known.add(kindOf(value));
    }
    if (cellsOf(kinds) * lines.length > most) throw refuse(file, line, `at most ${most} cells`, 'more');
  });
  if (lines.length === 0) throw refuse(file, 1, 'at least one object', 'none');
  const columns = new Map([...kinds].map(([name, known]) => [name, filling(name, known, lines.length)]));
  let row = 0;
  eachObject(bytes, file, (entries) => {
    for (const [name, value] of entries) if (value !== null) columns.get(name)?.put(row, value);
    row++;
  });
  return {
    file,
    rows: lines.length,
    columns: [...columns.values()].flatMap(({ done }) => done()),
    place: (row) => `line ${lines[row]}`,
    notes: [],
  };
}

/** A column that is filled cell by cell, of what is in it. */
function filling(
  name: string,
  kinds: ReadonlySet<string>,
  rows: number,
): { put(row: number, value: unknown): void; done(): SourceColumn | SourceColumn[] } {
  const [length] = kinds.size === 1 ? [...kinds].flatMap(lengthOf) : [];
  if (length !== undefined) return fillingList(name, length, rows);
  if ([...kinds].flatMap(lengthOf).length > 0)
    return { put: () => {}, done: () => ({ name, kind: 'other', what: 'lists of several lengths' }) };
  if (kinds.has('object')) return { put: () => {}, done: () => ({ name, kind: 'other', what: 'lists or objects' }) };
  if (kinds.has('string')) {
    const words = wordColumn(rows);
    let odd: OddCell | undefined;
    return {
      put(row, value) {
        if (typeof value === 'string' && kinds.size > 1) odd ??= { row, text: value.slice(0, 60) };
        if (value !== '') words.add(row, String(value));
      },
      done: () => words.done({ name, ...(odd && { odd }) }),
    };
  }
  const values = new Float64Array(rows).fill(Number.NaN);
  return {
    put(row, value) {
      const number = Number(value);
      if (Number.isFinite(number)) values[row] = number;
    },
    done: () => ({ name, kind: kinds.size === 1 && kinds.has('boolean') ? 'booleans' : 'numbers', values }),
  };
}

/** Lists of numbers by their length, e.g. `list 3`. */
function kindOf(value: unknown): string {
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((one) => one === null || typeof one === 'number');
  return isList ? `list ${value.length}` : typeof value;
}

const lengthOf = (kind: string): number[] => (kind.startsWith('list ') ? [Number(kind.slice(5))] : []);

/** Cells that a row takes: one per column, one per place of a list. */
function cellsOf(kinds: ReadonlyMap<string, ReadonlySet<string>>): number {
  let cells = 0;
  for (const known of kinds.values()) cells += Math.max(1, ...[...known].slice(0, 2).flatMap(lengthOf));
  return cells;
}

/** A column of lists of one length, as a column for each place of them. */
function fillingList(name: string, length: number, rows: number) {
  const places = Array.from({ length }, () => new Float64Array(rows).fill(Number.NaN));
  return {
    put(row: number, value: unknown) {
      (value as (number | null)[]).forEach((one, place) => {
        if (one !== null && Number.isFinite(one)) (places[place] as Float64Array)[row] = one;
      });
    },
    done: (): SourceColumn[] =>
      places.map((values, place) => ({ name: placeName(name, place), kind: 'numbers', values })),
  };
}

function eachObject(
  bytes: Uint8Array,
  file: string,
  visit: (entries: [string, unknown][], line: number) => void,
): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0, line = 1; at < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, at);
    const text = decoded(decoder, bytes.subarray(at, end === -1 ? bytes.length : end), { file, line });
    at = end === -1 ? bytes.length : end + 1;
    if (text.trim() !== '') visit(Object.entries(object(text, { file, line })), line);
  }
}

type Place = { file: string; line: number };

function decoded(decoder: TextDecoder, bytes: Uint8Array, { file, line }: Place): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw refuse(file, line, 'text in UTF-8', 'other bytes');
  }
}

function object(text: string, { file, line }: Place): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, with the line.
  }
  throw refuse(file, line, 'one JSON object per line', JSON.stringify(text.slice(0, 40)));
}

const refuse = (file: string, line: number, wanted: string, received: string) =>
  expected({
    where: `${file}, line ${line}`,
    expected: wanted,
    received,
    todo: 'Write one JSON object per line.',
    code: 'FILE_FORMAT',
  });
