import { expected } from '@latentkit/errors';
import type { OddCell, SourceColumn, SourceTable } from './sourceTable.ts';
import { wordColumn } from './wordColumn.ts';

/** A table may hold a cell for each byte of its text, and a million beside. */
const mostCells = (bytes: number) => 2 ** 20 + bytes;

/**
 * Read JSON lines: one object a line, whose keys are the columns. Numbers, booleans and words are read, null and absent keys are missing, lists and
 * objects are named and left where they are. Two passes, so that no cell is kept as an object.
 *
 * @throws `FILE_FORMAT` with the line that is no object
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
      if (value !== null) known.add(typeof value);
    }
    if (kinds.size * lines.length > most) throw refuse(file, line, `at most ${most} cells`, 'more');
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
    columns: [...columns.values()].map(({ done }) => done()),
    place: (row) => `line ${lines[row]}`,
    notes: [],
  };
}

/** A column that is filled cell by cell, of what is in it. */
function filling(
  name: string,
  kinds: ReadonlySet<string>,
  rows: number,
): { put(row: number, value: unknown): void; done(): SourceColumn } {
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
  throw refuse(file, line, 'one JSON object a line', JSON.stringify(text.slice(0, 40)));
}

const refuse = (file: string, line: number, wanted: string, received: string) =>
  expected({
    where: `${file}, line ${line}`,
    expected: wanted,
    received,
    todo: 'Write it with one object a line.',
    code: 'FILE_FORMAT',
  });
