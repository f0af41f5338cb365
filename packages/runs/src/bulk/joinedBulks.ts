import type { BulkBlock } from './block.ts';
import { type Bulk, blocksOf } from './bulk.ts';

/**
 * The rows of some works one after the other.
 *
 * @param column a column of words that tells them apart, a value for each
 */
export function joinedBulks(bulks: readonly Bulk[], column: { name: string; values: readonly string[] }): Bulk {
  const starts = bulks.map((_, i) => bulks.slice(0, i).reduce((sum, { count }) => sum + count, 0));
  const count = bulks.reduce((sum, one) => sum + one.count, 0);
  return {
    count,
    async batch(from, to) {
      const blocks: BulkBlock[] = [];
      for (const [i, bulk] of bulks.entries()) {
        const start = starts[i] as number;
        const span = { from: Math.max(0, from - start), to: Math.min(bulk.count, to - start) };
        if (span.from >= span.to) continue;
        for await (const { rows, columns, array } of blocksOf(bulk, span)) {
          const values = Array<string>(rows).fill(column.values[i] as string);
          blocks.push({ rows, columns: [...columns, { name: column.name, type: 'text', values }], array });
        }
      }
      return { block: joinedBlocks(blocks) };
    },
    close: async () => {
      for (const bulk of bulks) await bulk.close();
    },
  };
}

function joinedBlocks(blocks: readonly BulkBlock[]): BulkBlock {
  const [first, ...others] = blocks as [BulkBlock, ...BulkBlock[]];
  if (others.length === 0) return first;
  const values = new Float32Array(blocks.reduce((sum, { array }) => sum + array.values.length, 0));
  let at = 0;
  for (const { array } of blocks) {
    values.set(array.values, at);
    at += array.values.length;
  }
  return {
    rows: blocks.reduce((sum, { rows }) => sum + rows, 0),
    columns: first.columns.map((column, c) => {
      const all = blocks.map(({ columns }) => columns[c]?.values ?? []);
      return column.type === 'text'
        ? { ...column, values: all.flatMap((values) => Array.from(values as readonly string[])) }
        : { ...column, values: all.flatMap((values) => Array.from(values as ArrayLike<number>)) };
    }),
    array: { values, row: first.array.row },
  };
}
