import { permutation } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/** Row numbers are int32. */
const most = 2 ** 31 - 1;

/**
 * One epoch as batches of row numbers, for a loop of your own: the order in which core's `train` sees the examples of that epoch, where they are
 * fewer than 2²⁸ numbers (core's `exampleOrder` has that of all). The last, smaller batch is kept.
 *
 * @param options.length rows of the data
 * @param options.epoch counted from 1; every epoch has its own order
 * @param options.shuffle false for rows 0, 1, 2, …
 * @returns batches of at most `batchSize` rows that together hold every row once
 * @throws `OPTION` for a length, batch size or epoch that is not a whole number of at least 1, or beyond int32
 * @example
 * const [first] = batches({ length: 60_000, batchSize: 128, epoch: 1 }); // 128 of the row numbers 0 to 59 999
 */
export function batches({
  length,
  batchSize = 128,
  seed = 0,
  epoch = 1,
  shuffle = true,
}: {
  length: number;
  batchSize?: number;
  seed?: number;
  epoch?: number;
  shuffle?: boolean;
}): Int32Array[] {
  for (const [name, value] of Object.entries({ length, batchSize, epoch })) {
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw expected({
      where: `batches, ${name}`,
      expected: `a whole number from 1 to ${most}`,
      received: String(value),
      todo: `Pass ${name} as such a number.`,
      code: 'OPTION',
    });
  }
  const order = shuffle ? permutation(length, { seed, step: epoch - 1 }) : Int32Array.from({ length }, (_, row) => row);
  return Array.from({ length: Math.ceil(length / batchSize) }, (_, batch) =>
    order.subarray(batch * batchSize, (batch + 1) * batchSize),
  );
}
