import type { Table } from '@latentkit/core';
import type { Split } from '../dataset.ts';

/** Do the same to every table of a split. */
export function mapTables(split: Split, map: (table: Table) => Table): Split {
  const { y, label, target, factors, text } = split;
  return {
    y: map(y),
    ...(label && { label: map(label) }),
    ...(target && { target: map(target) }),
    ...(factors && { factors: map(factors) }),
    ...(text && { text: map(text) }),
  };
}
