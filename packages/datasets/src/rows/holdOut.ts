import type { Dataset, Split } from '../dataset.ts';
import { splitRows } from './splitRows.ts';
import { subset } from './subset.ts';

/** What is held out of a file that has no test split of its own. */
export interface HoldOut {
  /** Rows of the test split, as a count, or below 1 as their share; 0 holds none out. */
  readonly test?: number;
  /** Draws them. */
  readonly seed?: number;
}

/** A tenth of the rows for the test split, unless told otherwise. */
export function holdOut(whole: Split, held: HoldOut): Pick<Dataset, 'train' | 'test' | 'rows'> {
  const { train, validation: test } = heldRows(whole.y.shape[0] as number, held);
  return { train: subset(whole, train), test: subset(whole, test), rows: { train, test } };
}

/** Which of this many rows are trained on and which held out, each upwards. */
export function heldRows(
  rows: number,
  { test = 0.1, seed = 0 }: HoldOut,
): { train: Int32Array; validation: Int32Array } {
  if (test === 0) return { train: Int32Array.from({ length: rows }, (_, row) => row), validation: new Int32Array(0) };
  // Where a tenth would be none, one row.
  return splitRows(rows, { validation: test < 1 ? Math.max(1, Math.round(test * rows)) : test, seed, where: 'test' });
}

/** What is held out of a file, or which other file is the test split. */
export interface TestOf {
  /** Rows of the test split, as a count, or below 1 as their share, 0 for none; or the path of another file of the same kind, which holds them. */
  readonly test?: number | string;
  /** Draws the rows that are held out. */
  readonly seed?: number;
}

/** The two meanings of `test`. */
export function testOf({ test, seed }: TestOf): { path?: string; held: HoldOut } {
  const held = { ...(typeof test === 'number' && { test }), ...(seed !== undefined && { seed }) };
  return { held, ...(typeof test === 'string' && { path: test }) };
}
