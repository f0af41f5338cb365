import { type RowSource, type Rows, type Table, table } from '@latentkit/core';
import { exampleOrder, readAhead } from '@latentkit/core/internal';
import type { Split } from '../dataset.ts';
import { subset } from '../rows/subset.ts';
import { mostHeld } from './mostHeld.ts';

/**
 * Rows of a split that stays on the disk, drawn from all of it, in memory: at most 10 000, and 2²⁵ numbers of `y`. For what looks at examples
 * and need not see each: a figure, principal components, a sampler of codes.
 *
 * @returns y [drawn, …row], label [drawn]
 * @example
 * const { y } = await sampleRows({ y: source });
 * y.shape; // [5, 2]
 */
export async function sampleRows(
  { y, label }: { readonly y: RowSource; readonly label?: Table },
  { seed = 0 }: { seed?: number } = {},
): Promise<Split> {
  const count = Math.min(mostHeld(y.shape), y.shape[0] as number);
  const rows = exampleOrder(y.shape, { batchSize: count, seed, step: 0 }).slice(0, count);
  const { value } = await readAhead({ y }, rows, count).next();
  const drawn = value === undefined ? await y.read(rows) : subset({ y: asTable(value.y.table) }, value.y.rows).y;
  return { y: drawn, ...(label && { label: subset({ y: label }, rows).y }) };
}

const asTable = ({ values, shape, scale }: Rows['table']) => table(values, shape, scale);
