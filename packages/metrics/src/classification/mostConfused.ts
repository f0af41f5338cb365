import type { Confusion } from './confusion.ts';

/** Two classes, and how often one was taken for the other, either way. */
export interface ConfusedPair {
  /** The smaller label. */
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

/**
 * The pairs of classes that were taken for each other most often, such as 4 and 9 or 3 and 8 of handwritten digits.
 *
 * @param confusion counts [classes, classes]
 * @param pairs at most how many
 * @returns the most confused pair first; pairs that were never confused are left out; of equal ones, the smaller labels first
 * @example
 * mostConfused({ values: Int32Array.of(9, 1, 0, 2, 8, 0, 0, 0, 9), shape: [3, 3] }, 5); // [{ a: 0, b: 1, count: 3 }]
 */
export function mostConfused({ values, shape: [classes] }: Confusion, pairs: number): ConfusedPair[] {
  const found: ConfusedPair[] = [];
  for (let a = 0; a < classes; a++) {
    for (let b = a + 1; b < classes; b++) {
      const count = (values[a * classes + b] as number) + (values[b * classes + a] as number);
      if (count > 0) found.push({ a, b, count });
    }
  }
  return found.sort((x, y) => y.count - x.count).slice(0, pairs);
}
