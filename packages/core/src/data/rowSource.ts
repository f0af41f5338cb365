import type { Rows, Table } from './table.ts';

/** Rows of equal shape that need not lie in memory: a file, a service. */
export interface RowSource {
  /** [rows, …shape of one row] */
  readonly shape: readonly number[];
  /** What a stored number is multiplied by on use. */
  readonly scale: number;
  /** These rows, in this order, as a table of their own: [rows.length, …shape of one row]. Calls may overlap; each table is the caller's. */
  read(rows: Int32Array): Promise<Table>;
}

/** Where a loop takes its rows from. */
export type Stored = Table | RowSource;

/** A batch of each name: of a table the rows in it, of a source a table of no other rows. Engines see no difference but the shape. */
export type BatchRows<Name extends string> = Readonly<Record<Name, Rows>>;

/** What batches that are read ahead may hold together, and how many they are at most: enough for a reader that has to wait for its turn. */
const [aheadBytes, mostAhead] = [2 ** 24, 8];

/**
 * The batches of an order, read while the caller works on those before; the order alone decides what is read, so a run that starts at
 * batch k reads what the whole run would have read there.
 *
 * @param stored by name, one row an example
 * @param order row numbers in the order in which they are wanted, from the first that is
 * @returns an iterator that reads up to eight batches ahead, of 16 MiB together, but at least one
 * @throws what a source's `read` throws, when its batch is asked for
 * @example
 * const order = permutation(5, { seed: 1, step: 0 });
 * for await (const { y } of readAhead({ y: table(new Uint8Array(10), [5, 2]) }, order, 2)) y.rows.length; // 2, 2, 1
 */
export async function* readAhead<Name extends string>(
  stored: Readonly<Record<Name, Stored>>,
  order: Int32Array,
  batchSize: number,
): AsyncGenerator<BatchRows<Name>, void, undefined> {
  const read = (from: number) => {
    const batch = batchOf(stored, order.subarray(from, from + batchSize));
    // A failure is told when the batch is asked for, which may be never.
    batch.catch(() => {});
    return batch;
  };
  const depth = 1 + ahead(Object.values<Stored>(stored), batchSize);
  const reading: Promise<BatchRows<Name>>[] = [];
  let from = 0;
  const fill = (count: number) => {
    for (; from < order.length && reading.length < count; from += batchSize) reading.push(read(from));
  };
  fill(depth);
  for (let next = reading.shift(); next; next = reading.shift()) {
    const batch = await next;
    fill(depth - 1);
    yield batch;
  }
}

/** How many batches beside the one in use; a number takes four bytes at most. */
function ahead(stored: readonly Stored[], batchSize: number): number {
  const row = stored
    .filter(isSource)
    .reduce((sum, { shape }) => sum + 4 * shape.slice(1).reduce((size, next) => size * next, 1), 0);
  return row === 0 ? 1 : Math.min(mostAhead, Math.max(1, Math.floor(aheadBytes / (row * batchSize))));
}

async function batchOf<Name extends string>(
  stored: Readonly<Record<Name, Stored>>,
  rows: Int32Array,
): Promise<BatchRows<Name>> {
  const entries = Object.entries<Stored>(stored).map(async ([name, from]) => {
    if (!isSource(from)) return [name, { table: from, rows }] as const;
    return [name, { table: await from.read(rows), rows: rows.map((_, i) => i) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as BatchRows<Name>;
}

/** Whether rows have to be read before they can be used. */
export const isSource = (stored: Stored): stored is RowSource => 'read' in stored;
