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

/**
 * The batches of an order, each read while the caller works on the one before; the order alone decides what is read, so a run that starts at
 * batch k reads what the whole run would have read there.
 *
 * @param stored by name, one row an example
 * @param order row numbers in the order in which they are wanted, from the first that is
 * @returns an iterator that holds two batches at most
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
  let next = order.length > 0 ? read(0) : undefined;
  for (let from = 0; from < order.length; from += batchSize) {
    const batch = (await next) as BatchRows<Name>;
    if (from + batchSize < order.length) next = read(from + batchSize);
    yield batch;
  }
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
