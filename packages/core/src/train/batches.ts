import { counted, expected } from '@latentkit/errors';
import { exampleOrder } from '../data/exampleOrder.ts';
import type { HostArray, TableValues } from '../data/hostArray.ts';
import { type BatchRows, type Readable, readAhead } from '../data/rowSource.ts';
import { checkColumns, checkCounts } from './checkTables.ts';

/** Observations `y` and whatever else the objective reads, one row per example. */
export type DataColumns<Column> = { readonly y: Column } & Readonly<Record<string, Column | undefined>>;

/**
 * The batches of an epoch, made again for each: of a stream whose length nobody knows, of a generator. Epochs count from 1; batches may differ in
 * size, and are seen in their order.
 */
export type BatchStream = (
  epoch: number,
) => AsyncIterable<DataColumns<HostArray<TableValues>>> | Iterable<DataColumns<HostArray<TableValues>>>;

/** What a step reads, and which examples these are: rows of the data, or places in the epoch's stream. */
export interface EpochBatch {
  readonly inputs: BatchRows<string>;
  readonly rows: Int32Array;
}

export interface Batches {
  /** Rows of the data; 0 where it is a stream. */
  readonly rows: number;
  /** @param epoch counted from 1 @param examples of it that were seen */
  of(epoch: number, examples: number): AsyncIterable<EpochBatch>;
}

/** @throws `OPTION` or `SHAPE` for counts or tables that cannot be */
export function batchesOf(
  data: DataColumns<Readable> | BatchStream,
  { batchSize, seed, epochs }: { batchSize: number; seed: number; epochs: number },
): Batches {
  checkCounts({ epochs, batchSize });
  if (typeof data === 'function') return { rows: 0, of: (epoch, examples) => streamed(data(epoch), examples) };
  const columns = present(data);
  const rows = checkColumns('train, data', columns);
  return {
    rows,
    async *of(epoch, examples) {
      const order = exampleOrder(data.y.shape, { batchSize, seed, step: epoch - 1 });
      let at = examples;
      for await (const inputs of readAhead(columns, order, batchSize, examples)) {
        yield { inputs, rows: order.subarray(at, at + batchSize) };
        at += batchSize;
      }
    },
  };
}

async function* streamed(
  batches: AsyncIterable<DataColumns<HostArray<TableValues>>> | Iterable<DataColumns<HostArray<TableValues>>>,
  seen: number,
): AsyncGenerator<EpochBatch, void, undefined> {
  let at = 0;
  for await (const batch of batches) {
    const columns = present(batch);
    const size = checkColumns('train, batch', columns);
    const end = at + size;
    if (at < seen && end > seen) throw notThere(`a batch that ends at example ${seen}, as in the state`, `${end}`);
    if (at >= seen) {
      const rows = Int32Array.from({ length: size }, (_, i) => i);
      const inputs = Object.entries(columns).map(([name, table]) => [name, { table, rows }]);
      yield { inputs: Object.fromEntries(inputs), rows: rows.map((row) => row + at) };
    }
    at = end;
  }
  if (at < Math.max(1, seen))
    throw notThere(`a stream of at least ${counted(Math.max(1, seen), 'example')} per epoch`, `${at}`);
}

function notThere(want: string, received: string) {
  return expected({
    where: 'train, data',
    expected: want,
    received,
    todo: 'Give the same batches whenever the stream of an epoch is asked for.',
    code: 'DATA',
  });
}

/** The columns that are there, whatever else the type allows. */
function present<Column>(columns: DataColumns<Column>): DataColumns<Column> & Readonly<Record<string, Column>> {
  const entries = Object.entries(columns).filter(([, column]) => column !== undefined);
  return Object.fromEntries(entries) as DataColumns<Column> & Readonly<Record<string, Column>>;
}
