import type { Table } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';

/** The rows of two splits, one after the other; what only one of them has is left out. */
export function joined(first: Split, second: Split): Split {
  const keys = (['y', 'label', 'target', 'factors'] as const).filter((key) => first[key] && second[key]);
  return Object.fromEntries(
    keys.map((key) => [key, joinedTables(first[key] as Table, second[key] as Table)]),
  ) as unknown as Split;
}

/** [rows, …row] and [others, …row] of one scale → [rows + others, …row] */
function joinedTables(first: Table, second: Table): Table {
  const values = new (first.values.constructor as Float32ArrayConstructor)(
    first.values.length + second.values.length,
  ) as Table['values'];
  values.set(first.values);
  values.set(second.values, first.values.length);
  const [rows, ...row] = first.shape as [number, ...number[]];
  return { ...first, values, shape: [rows + (second.shape[0] as number), ...row] };
}
