import type { Stored, Table } from '@latentkit/core';
import type { StoredSplit } from './loaded.ts';
import type { ModelEntry } from './modelEntry.ts';

/** The observations of a split, and what else its model reads. */
export function tablesOf<Y extends Stored>(
  entry: Pick<ModelEntry, 'tables'>,
  { y, ...others }: StoredSplit & { readonly y: Y },
): { readonly y: Y } & Readonly<Record<string, Y | Table>> {
  return { y, ...entry.tables?.(others) };
}
