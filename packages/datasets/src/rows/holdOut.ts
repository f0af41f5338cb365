import type { Dataset, Split } from '../dataset.ts';
import { split } from './split.ts';

/** What is held out of a file that has no test split of its own. */
export interface HoldOut {
  /** Rows of the test split, as a count, or below 1 as their share. */
  readonly test?: number;
  /** Draws them. */
  readonly seed?: number;
}

/** A tenth of the rows for the test split, unless told otherwise. */
export function holdOut(whole: Split, { test = 0.1, seed = 0 }: HoldOut): Pick<Dataset, 'train' | 'test'> {
  // Where a tenth would be none, one row.
  const held = test < 1 ? Math.max(1, Math.round(test * (whole.y.shape[0] as number))) : test;
  const { train, validation } = split(whole, { validation: held, seed });
  return { train, test: validation };
}
