import { expected } from '@latentkit/errors';
import type { SourceColumn, SourceTable } from './sourceTable.ts';
import { wordColumn } from './wordColumn.ts';

/** A table may hold this many cells for each byte of its text, and a million beside. */
const mostCells = (bytes: number) => 2 ** 20 + 16 * bytes;

/**
 * Read JSON lines: one object a line, whose keys are the columns. Numbers, booleans and words are read, null and absent keys are missing, lists and
 * objects are named and left where they are.
 *
 * @throws `FILE_FORMAT` with the line that is no object
 */
export function parseJsonLines(bytes: Uint8Array, { file }: { file: string }): SourceTable {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: number[] = [];
  const columns = new Map<string, { row: number; value: unknown }[]>();
  const most = mostCells(bytes.length);
  for (let at = 0, line = 1; at < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, at);
    const text = decoded(decoder, bytes.subarray(at, end === -1 ? bytes.length : end), { file, line });
    at = end === -1 ? bytes.length : end + 1;
    if (text.trim() === '') continue;
    const row = lines.push(line) - 1;
    for (const [name, value] of Object.entries(object(text, { file, line }))) {
      const cells = columns.get(name) ?? [];
      columns.set(name, cells);
      if (value !== null) cells.push({ row, value: typeof value === 'object' ? undefined : value });
    }
    if (columns.size * lines.length > most) throw refuse(file, line, `at most ${most} cells`, 'more');
  }
  if (lines.length === 0) throw refuse(file, 1, 'at least one object', 'none');
  return {
    file,
    rows: lines.length,
    columns: [...columns].map(([name, cells]) => column(name, cells, lines.length)),
    place: (row) => `line ${lines[row]}`,
    notes: [],
  };
}

function column(name: string, cells: readonly { row: number; value: unknown }[], rows: number): SourceColumn {
  const kinds = new Set(cells.map(({ value }) => typeof value));
  if (kinds.has('undefined')) return { name, kind: 'other', what: 'lists or objects' };
  if (kinds.has('string')) {
    const words = wordColumn(rows);
    for (const { row, value } of cells) if (value !== '') words.add(row, String(value));
    const other = cells.find(({ value }) => typeof value === 'string');
    const mixed = kinds.size > 1 && other;
    return words.done({ name, ...(mixed && { odd: { row: mixed.row, text: String(mixed.value).slice(0, 60) } }) });
  }
  const values = new Float64Array(rows).fill(Number.NaN);
  for (const { row, value } of cells) {
    const number = Number(value);
    if (Number.isFinite(number)) values[row] = number;
  }
  return { name, kind: kinds.size === 1 && kinds.has('boolean') ? 'booleans' : 'numbers', values };
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
