import { expected } from '@latentkit/errors';
import { type Classification, classesOf, classification } from './classification.ts';
import { type Labelled, trainAndTest } from './labelled.ts';
import { nearestRows } from './nearestRows.ts';

const where = 'nearestNeighbors';

/**
 * Give each test code the class that most of its nearest train codes have, by Euclidean distance; of equally many, the smaller label.
 *
 * Exact: every pair is looked at, about 10⁹ multiplications per second, so 10 000 × 60 000 codes of 10 numbers take a few seconds.
 *
 * @param options.train codes [n, size] and their classes
 * @param options.test codes [m, size] and their classes
 * @param options.neighbors how many have a vote
 * @returns the accuracy, the class of each test code [m], and the confusion
 * @throws OPTION for neighbours that train has not, SHAPE, NOT_FINITE, LABEL for codes and labels that are not valid
 * @see Cover & Hart, "Nearest neighbor pattern classification", 1967
 * @example
 * const known = { codes: { values: [0, 1, 8, 9], shape: [4, 1] }, labels: [0, 0, 1, 1] };
 * const asked = { codes: { values: [2, 7], shape: [2, 1] }, labels: [0, 1] };
 * nearestNeighbors({ train: known, test: asked, neighbors: 1 }).accuracy; // 1
 */
export function nearestNeighbors({
  neighbors = 10,
  ...data
}: {
  readonly train: Labelled;
  readonly test: Labelled;
  readonly neighbors?: number;
}): Classification {
  const { train, test } = trainAndTest(where, data);
  if (!Number.isSafeInteger(neighbors) || neighbors < 1 || neighbors > train.rows) {
    throw expected({
      where,
      expected: `neighbors to be a whole number from 1 to the ${train.rows} of train`,
      received: String(neighbors),
      todo: 'Ask for fewer, or pass more codes to train.',
      code: 'OPTION',
    });
  }
  const classes = classesOf(train, test);
  const nearest = nearestRows(train, test, neighbors);
  const predicted = Int32Array.from({ length: test.rows }, (_, row) => {
    const votes = new Int32Array(classes);
    for (const neighbor of nearest.subarray(row * neighbors, (row + 1) * neighbors)) {
      const label = train.labels[neighbor] as number;
      votes[label] = (votes[label] as number) + 1;
    }
    return votes.indexOf(Math.max(...votes));
  });
  return classification(test.labels, predicted, classes);
}
