import type { Table } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { models } from '../catalogue/models.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** The observations of a split, and what else its model reads. */
export function tablesOf(spec: RunSpec, split: Split): { readonly y: Table } & Readonly<Record<string, Table>> {
  return { y: split.y, ...models[spec.model].tables?.(split) };
}
