import { expected } from '@latentkit/errors';

/** Shares of rows above each threshold, from the highest threshold to the lowest. */
export interface RocCurve {
  /** Share of the negatives above the threshold, from 0 to 1. */
  readonly falsePositive: Float64Array;
  /** Share of the positives above it. */
  readonly truePositive: Float64Array;
  /** Area under the curve: the share of pairs whose positive scores higher, ties counted by half. */
  readonly area: number;
}

/**
 * How well one score separates two kinds of rows, at every threshold.
 *
 * @param scores [n], high for positives; ±Infinity may be among them
 * @param positive [n], truthy for a positive row
 * @returns a point for each different score, after (0, 0)
 * @throws SHAPE for lists of different lengths, NOT_FINITE for NaN, EMPTY without a row of both kinds
 * @example
 * rocCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]).area; // 0.75
 */
export function rocCurve(scores: ArrayLike<number>, positive: ArrayLike<number | boolean>): RocCurve {
  check(scores, positive);
  const rows = Array.from({ length: scores.length }, (_, row) => row);
  rows.sort((a, b) => ((scores[a] as number) < (scores[b] as number) ? 1 : scores[a] === scores[b] ? 0 : -1));
  const positives = rows.reduce((count, row) => count + (positive[row] ? 1 : 0), 0);
  const negatives = rows.length - positives;
  if (positives === 0 || negatives === 0) throw oneKind(positives, negatives);
  const [falsePositive, truePositive] = [[0], [0]];
  let [falseCount, trueCount, pairs] = [0, 0, 0];
  for (let at = 0; at < rows.length; ) {
    const score = scores[rows[at] as number];
    const before = { falseCount, trueCount };
    for (; at < rows.length && scores[rows[at] as number] === score; at++) {
      if (positive[rows[at] as number]) trueCount++;
      else falseCount++;
    }
    pairs += (falseCount - before.falseCount) * (trueCount + before.trueCount) * 0.5;
    falsePositive.push(falseCount / negatives);
    truePositive.push(trueCount / positives);
  }
  return {
    falsePositive: Float64Array.from(falsePositive),
    truePositive: Float64Array.from(truePositive),
    area: pairs / (positives * negatives),
  };
}

function check(scores: ArrayLike<number>, positive: ArrayLike<number | boolean>): void {
  const refuse = (want: string, received: string, todo: string, code: string) =>
    expected({ where: 'rocCurve', expected: want, received, todo, code });
  if (scores.length !== positive.length)
    throw refuse(`${scores.length} kinds, one for each score`, String(positive.length), 'Pass the same rows.', 'SHAPE');
  const odd = Array.prototype.findIndex.call(scores, Number.isNaN);
  if (odd !== -1) throw refuse('scores that can be ordered', `NaN at row ${odd}`, 'Leave such rows out.', 'NOT_FINITE');
}

const oneKind = (positives: number, negatives: number) =>
  expected({
    where: 'rocCurve',
    expected: 'rows of both kinds',
    received: `${positives} positive and ${negatives} negative`,
    todo: 'Score rows of both.',
    code: 'EMPTY',
  });
