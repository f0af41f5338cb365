import { counted, expected } from '@latentkit/errors';
import type { HostArray, TableValues } from './hostArray.ts';
import { checkStored, type Rows, type Table } from './table.ts';
import { windowRows } from './windowRows.ts';

/** Rows of equal shape that need not lie in memory: a file, a service. */
export interface RowSource {
  /** [rows, …shape of one row] */
  readonly shape: readonly number[];
  /** What a stored number is multiplied by on use. */
  readonly scale: number;
  /** These rows, in this order, as a table of their own: [rows.length, …shape of one row]. Calls may overlap; each table is the caller's. */
  read(rows: Int32Array): Promise<Table>;
}

/** How a data set holds its rows. */
export type Stored = Table | RowSource;

/** Where a loop takes its rows from. */
export type Readable = HostArray<TableValues> | RowSource;

/** A batch of each name: of a table the rows in it, of a source those in a table that was read. Engines see no difference but the shape. */
export type BatchRows<Name extends string> = Readonly<Record<Name, Rows>>;

/**
 * The batches of an order. What does not lie in memory is read in windows of many batches, each window's rows upwards, the next while the
 * caller works on one; the order alone decides what a batch holds, so a run that starts at batch k sees what the whole run would have seen there.
 *
 * @param stored by name, one row per example
 * @param order row numbers in the order in which they are wanted
 * @param from how many of them were seen: whole batches
 * @returns an iterator; memory holds two windows, of 2²⁴ numbers or one batch each
 * @throws what a source's `read` throws, when the first batch of its window is asked for; `DATA` naming a source that read fewer rows
 * @example
 * const order = permutation(5, { seed: 1, step: 0 });
 * for await (const { y } of readAhead({ y: table(new Uint8Array(10), [5, 2]) }, order, 2)) y.rows.length; // 2, 2, 1
 */
export async function* readAhead<Name extends string>(
  stored: Readonly<Record<Name, Readable>>,
  order: Int32Array,
  batchSize: number,
  from = 0,
): AsyncGenerator<BatchRows<Name>, void, undefined> {
  const length = windowRows(
    Math.max(1, ...Object.values<Readable>(stored).filter(isSource).map(rowNumbers)),
    batchSize,
  );
  const endOf = (at: number) => Math.min(order.length, (Math.floor(at / length) + 1) * length);
  const read = (at: number) => {
    const window = windowOf(stored, order.subarray(at, endOf(at)));
    // A failure is told when the window is asked for, which may be never.
    window.catch(() => {});
    return window;
  };
  let next = from < order.length ? read(from) : undefined;
  for (let begin = from; next !== undefined; ) {
    const [window, end] = [await next, endOf(begin)];
    next = end < order.length ? read(end) : undefined;
    for (let at = begin; at < end; at += batchSize) {
      yield batchOf(window, at - begin, Math.min(end, at + batchSize) - begin);
    }
    begin = end;
  }
}

/** Of a table the window's rows in it; of a source a table of no other rows, and where they are in that. */
async function windowOf<Name extends string>(
  stored: Readonly<Record<Name, Readable>>,
  rows: Int32Array,
): Promise<BatchRows<Name>> {
  const entries = Object.entries<Readable>(stored).map(async ([name, from]) => {
    return [name, isSource(from) ? await readUpwards(name, from, rows) : { table: from, rows }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as BatchRows<Name>;
}

async function readUpwards(name: string, source: RowSource, rows: Int32Array): Promise<Rows> {
  const upwards = rows.slice().sort();
  const places = new Map(Array.from(upwards, (row, place) => [row, place]));
  const read = await source.read(upwards);
  checkStored(`readAhead, ${name}`, read);
  if (read.shape[0] !== rows.length) {
    throw expected({
      where: `readAhead, ${name}`,
      expected: `${counted(rows.length, 'row')} from its source`,
      received: `${read.shape[0]}`,
      todo: 'Let read give every row that it was asked for, in the order asked.',
      code: 'DATA',
    });
  }
  return { table: read, rows: rows.map((row) => places.get(row) as number) };
}

/** @param begin @param end counted from the window's beginning */
function batchOf<Name extends string>(window: BatchRows<Name>, begin: number, end: number): BatchRows<Name> {
  const entries = Object.entries<Rows>(window).map(([name, { table, rows }]) => [
    name,
    { table, rows: rows.subarray(begin, end) },
  ]);
  return Object.fromEntries(entries) as BatchRows<Name>;
}

const rowNumbers = ({ shape }: RowSource) => shape.slice(1).reduce((size, next) => size * next, 1);

/** Whether rows have to be read before they can be used. */
export const isSource = (stored: Readable): stored is RowSource => 'read' in stored;
