import type { Stored, Table } from '@latentkit/core';
import type { StoredSplit } from '../catalogue/loaded.ts';
import { models } from '../catalogue/models.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** The observations of a split, and what else its model reads. */
export function tablesOf<Y extends Stored>(
  spec: RunSpec,
  { y, ...others }: StoredSplit & { readonly y: Y },
): { readonly y: Y } & Readonly<Record<string, Y | Table>> {
  return { y, ...models[spec.model].tables?.(others) };
}
