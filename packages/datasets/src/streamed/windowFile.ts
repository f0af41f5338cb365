import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { npyHead } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { kindOfFile } from '../files/kindOfFile.ts';
import { readTable } from '../files/readTable.ts';
import { boundColumns, list } from '../tabular/boundColumns.ts';
import { factsOf, type TableFacts } from '../tabular/columnFacts.ts';
import { planOfFacts } from '../tabular/draftPlan.ts';
import { encodeRows } from '../tabular/encodeRows.ts';
import { missingCells } from '../tabular/keptRows.ts';
import type { Plan, PlannedColumn } from '../tabular/plan.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { spooledTable } from './spooledTable.ts';
import { withWorkFolder } from './workFolder.ts';

/** What was written, and what is to be said of it. */
export interface WindowFile {
  readonly windows: number;
  /** The numbers of a step, in their order. */
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

/** Bytes that are written at once, about. */
const pieceBytes = 2 ** 22;

/**
 * Pieces of a table, whose rows are steps in the order of time, as a .npy file: window i holds the rows i·stride to i·stride + length − 1. Columns of numbers and booleans are
 * taken, in their units; row numbers, words, dates and classes are left out with a line. Text of any size is read in parts.
 *
 * @param options.out where float32 [windows, length, columns] goes
 * @param options.length steps of a window
 * @param options.stride steps from one window to the next; `length` by default, so that no step comes twice
 * @throws `OPTION` for a length or stride that is not valid, `FILE_FORMAT` naming columns that lack values and the first line, as `readTable` else
 * @example
 * const { columns, windows } = await windowFile('iris.csv', { out: 'windows.npy', length: 2, stride: 1 });
 */
export async function windowFile(
  path: string,
  {
    out,
    length,
    stride = length,
    leaveOut = [],
  }: { out: string; length: number; stride?: number; leaveOut?: readonly string[] },
): Promise<WindowFile> {
  check({ length, stride });
  return withWorkFolder(undefined, async (work) => {
    const table = await stepsOf(path, join(work, 'spool'));
    try {
      const { plan, notes } = planOf(table.facts, leaveOut);
      await checkComplete(table, plan);
      const { rows } = table.facts;
      if (length > rows) throw refuse('length', `a whole number from 1 to ${rows}, the rows of ${path}`, length);
      const windows = Math.floor((rows - length) / stride) + 1;
      const columns = plan.columns.map(({ name }) => name);
      await write(out, [windows, length, columns.length], windowsOf(table.parts(), plan, { length, stride, windows }));
      const left = rows - (windows - 1) * stride - length;
      return {
        windows,
        columns,
        notes: [
          ...table.notes,
          ...notes,
          ...(left > 0 ? [left === 1 ? 'the last row fills no window' : `the last ${left} rows fill no window`] : []),
        ],
      };
    } finally {
      await table.close();
    }
  });
}

/** The rows of a table, part by part. */
interface Steps {
  readonly facts: TableFacts;
  readonly notes: readonly string[];
  parts(): AsyncIterable<SourceTable>;
  place(row: number): Promise<string>;
  close(): Promise<void>;
}

async function stepsOf(path: string, spool: string): Promise<Steps> {
  const { kind } = await kindOfFile(path).catch(() => ({ kind: undefined }));
  if (kind === 'text') return spooledTable(path, { spool });
  const table = await readTable(path);
  return {
    facts: factsOf(table),
    notes: table.notes,
    async *parts() {
      yield table;
    },
    place: async (row) => table.place(row),
    close: async () => {},
  };
}

/** Columns of numbers as they are, and a line on each other. */
function planOf(facts: TableFacts, leaveOut: readonly string[]): { plan: Plan; notes: string[] } {
  const drafted = planOfFacts(facts, { leaveOut });
  const isSeries = ({ kind, ...column }: PlannedColumn) =>
    kind === 'feature' ||
    kind === 'boolean' ||
    kind === 'target' ||
    (kind === 'constant' && 'value' in column && typeof column.value === 'number');
  const columns = drafted.columns.filter(isSeries);
  const others = drafted.columns.filter((column) => !isSeries(column) && !leaveOut.includes(column.name));
  const coarse = facts.columns.flatMap((column) =>
    'least' in column && columns.some(({ name }) => name === column.name) && isCoarse(column) ? [column.name] : [],
  );
  if (columns.length === 0)
    throw refuse('columns', 'a column of numbers', list(others.map(({ name }) => name)), facts.file);
  return {
    plan: {
      columns: columns.map(({ name }) => ({ name, kind: 'feature', mean: 0, deviation: 1 })),
      missing: 'refuse',
      standardized: false,
    },
    notes: [
      ...(others.length > 0
        ? [`left out, since they are no measured numbers: ${list(others.map(({ name }) => name))}`]
        : []),
      ...(coarse.length > 0 ? [`float32 does not hold the digits in which these differ: ${list(coarse)}`] : []),
    ],
  };
}

/** Whether float32 has fewer than a thousand numbers in the range of a column. */
const isCoarse = ({ least, most }: { least: number; most: number }) =>
  most > least && Math.max(Math.abs(least), Math.abs(most)) * 2 ** -24 > (most - least) / 1000;

async function checkComplete(table: Steps, plan: Plan): Promise<void> {
  const cells = missingCells('refuse');
  for await (const part of table.parts()) cells.keptOf(part, boundColumns(plan, part));
  const { file } = table.facts;
  cells.notes(cells.first === undefined ? file : `${file}, ${await table.place(cells.first)}`);
}

/** Windows one after the other, some at once. */
async function* windowsOf(
  parts: AsyncIterable<SourceTable>,
  plan: Plan,
  { length, stride, windows }: { length: number; stride: number; windows: number },
): AsyncGenerator<Float32Array> {
  const width = plan.columns.length;
  const atOnce = Math.max(1, Math.floor(pieceBytes / (4 * length * width)));
  /** Rows that a window to come needs, the first of which is `from`. */
  let [held, from, next]: [Float32Array, number, number] = [new Float32Array(0), 0, 0];
  for await (const part of parts) {
    const every = Int32Array.from({ length: part.rows }, (_, row) => row);
    const { y } = encodeRows(plan, boundColumns(plan, part), every, part);
    const rows = new Float32Array(held.length + y.values.length);
    rows.set(held);
    rows.set(y.values, held.length);
    const end = from + rows.length / width;
    while (next < windows && next * stride + length <= end) {
      const count = Math.min(atOnce, windows - next, Math.floor((end - length - next * stride) / stride) + 1);
      const some = new Float32Array(count * length * width);
      for (let i = 0; i < count; i++) {
        const start = ((next + i) * stride - from) * width;
        some.set(rows.subarray(start, start + length * width), i * length * width);
      }
      next += count;
      yield some;
    }
    const kept = Math.min(end, next * stride);
    held = rows.slice((kept - from) * width);
    from = kept;
  }
}

async function write(out: string, shape: readonly number[], pieces: AsyncIterable<Float32Array>): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(out, 'w');
    await file.writeFile(npyHead(shape));
    for await (const { buffer, byteOffset, byteLength } of pieces)
      await file.writeFile(new Uint8Array(buffer, byteOffset, byteLength));
    await file.close();
  } catch (error) {
    await file?.close();
    if (file) await rm(out, { force: true });
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw expected({
      where: out,
      expected: 'a file that can be written',
      received: (error as Error).message,
      todo: 'Choose another name.',
      code: 'FILE_READ',
      cause: error,
    });
  }
}

function check(sizes: { length: number; stride: number }): void {
  for (const [name, value] of Object.entries(sizes))
    if (!Number.isInteger(value) || value < 1) throw refuse(name, 'a whole number of rows, at least 1', value);
}

const refuse = (name: string, wanted: string, received: number | string, where = 'windowFile') =>
  expected({
    where: `${where}, ${name}`,
    expected: wanted,
    received: String(received),
    todo: name === 'columns' ? 'Give a table of measurements.' : 'Count rows.',
    code: 'OPTION',
  });
