import type { Value } from '../graph/graph.ts';
import type { ColumnSum } from './rowOps.ts';

/** Rows of one length that are gone through together. */
export interface RowLoop {
  readonly columns: number;
  readonly rows: number;
  /** Arrays that are written, and sums, each wherever it has a name. */
  readonly results: readonly { readonly value: Value; readonly names: readonly string[] }[];
  readonly sums: readonly (ColumnSum & { readonly names: readonly string[] })[];
}
