import type { Split } from '../dataset.ts';
import { splitRows } from './splitRows.ts';
import { subset } from './subset.ts';

/**
 * Hold some rows out: two splits without a common row, drawn by the seed, each in the order of the whole.
 *
 * @param options.validation how many rows to hold out, or below 1 their share
 * @returns `train` and `validation`, copies that together hold every row once
 * @throws `OPTION` when a part would have no rows
 * @example
 * const { train, validation } = split(whole, { validation: 5000, seed: 1 });
 */
export function split(
  whole: Split,
  { validation, seed = 0 }: { validation: number; seed?: number },
): { train: Split; validation: Split } {
  const rows = splitRows(whole.y.shape[0] as number, { validation, seed });
  return { train: subset(whole, rows.train), validation: subset(whole, rows.validation) };
}
