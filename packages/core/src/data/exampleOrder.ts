import { permutation } from '../random/permutation.ts';
import { shuffler } from '../random/shuffler.ts';
import { streams } from '../random/streams.ts';
import { windowRows } from './windowRows.ts';

/** From this many numbers on, rows are shuffled in blocks: 256 MiB of bytes, 1 GiB of float32. */
const large = 2 ** 28;

/** Of a block: a disk gives 128 KiB from anywhere nearly as fast as from the next place, and single rows far more slowly. */
const blockNumbers = 2 ** 17;

/**
 * The order in which `train` sees the examples of an epoch: a `permutation` of the rows. From 2²⁸ numbers on, which need not lie in memory, it
 * is one of blocks of neighbouring rows (2¹⁷ numbers each), and then of the rows within each window (2²⁴ numbers, whole batches), so that a
 * window is a hundred reads or so of a file. It depends on sizes and on the seed, never on where rows lie.
 *
 * @param shape [rows, …row] of the observations
 * @param options.step epochs done
 * @returns every row once, [rows]
 * @throws `OPTION` as `permutation`
 * @example
 * exampleOrder([5, 2], { batchSize: 2, seed: 1, step: 0 }).length; // 5
 */
export function exampleOrder(
  shape: readonly number[],
  { batchSize, seed, step }: { batchSize: number; seed: number; step: number },
): Int32Array {
  const [rows, ...row] = shape as [number, ...number[]];
  const size = row.reduce((product, length) => product * length, 1);
  if (rows * size < large) return permutation(rows, { seed, step });
  const length = Math.max(1, Math.floor(blockNumbers / size));
  const order = inBlocks(rows, length, permutation(Math.ceil(rows / length), { seed, step }));
  const window = windowRows(size, batchSize);
  const shuffle = shuffler({ seed, step, stream: streams.windows }, rows);
  for (let from = 0; from < rows; from += window) shuffle(order.subarray(from, from + window));
  return order;
}

/** The rows of the blocks in this order; the last block of all may be shorter. */
function inBlocks(rows: number, length: number, blocks: Int32Array): Int32Array {
  const order = new Int32Array(rows);
  let at = 0;
  for (const block of blocks) {
    const end = Math.min(rows, (block + 1) * length);
    for (let row = block * length; row < end; row++) order[at++] = row;
  }
  return order;
}
