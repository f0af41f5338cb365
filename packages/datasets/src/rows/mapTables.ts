import type { Table } from '@latentkit/core';
import type { Split } from '../dataset.ts';

/** Do the same to every table of a split. */
export function mapTables(split: Split, map: (table: Table) => Table): Split {
  const { y, label, factors } = split;
  return { y: map(y), ...(label && { label: map(label) }), ...(factors && { factors: map(factors) }) };
}
