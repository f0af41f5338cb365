import { type BulkBlock, pickedBlock } from './block.ts';

/** Rows of a batch. A row's place in its batch may decide its last bits, so batches begin at multiples of it, whatever rows are asked for. */
export const batchRows = 500;

/** Work on many rows, some at a time. */
export interface Bulk {
  /** Rows of the source, those that are left out for a missing value included. */
  readonly count: number;
  /**
   * What comes of rows `from` … `to − 1`: a whole batch, or the last.
   *
   * @returns `places`: which row of the source each is, counted from 0; all where it is left out
   */
  batch(from: number, to: number): Promise<{ readonly block: BulkBlock; readonly places?: Int32Array }>;
  close(): Promise<void>;
}

/** Rows of a source, the last one excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What comes of some rows, block by block, the next computed while one is written. Every bit is as in a pass over all rows, because whole batches are computed
 * and the rows of others left out: at most one batch more at either end.
 */
export async function* blocksOf(bulk: Bulk, { from, to }: Span): AsyncGenerator<BulkBlock, void, undefined> {
  const compute = (at: number) => {
    const batch = bulk.batch(at, Math.min(bulk.count, at + batchRows));
    // A failure is told when the batch is asked for.
    batch.catch(() => {});
    return batch;
  };
  const begin = from - (from % batchRows);
  let next = begin < to ? compute(begin) : undefined;
  for (let at = begin; next !== undefined; at += batchRows) {
    const { block, places } = await next;
    next = at + batchRows < to ? compute(at + batchRows) : undefined;
    const chosen: number[] = [];
    for (let i = 0; i < block.rows; i++) {
      const place = places?.[i] ?? at + i;
      if (place >= from && place < to) chosen.push(i);
    }
    yield pickedBlock(block, chosen);
  }
}

/** Rows that are there already. */
export function blockBulk(block: BulkBlock): Bulk {
  return {
    count: block.rows,
    batch: async (from, to) => ({
      block: pickedBlock(
        block,
        Array.from({ length: to - from }, (_, i) => from + i),
      ),
    }),
    close: async () => {},
  };
}
