import type { Batch, Engine, HostArray, NamedVariables, Random, Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';

const where = 'meanCost';

export interface MeanCostOptions {
  readonly engine: Engine;
  /** The cost of each example, [batch], in traceable tfjs ops: `(batch) => squaredError(batch.y, model.reconstruct(batch.y))`. */
  readonly cost: (batch: Batch, random: Random) => tf.Tensor1D;
  /** All variables that the cost reads: `model.variables`. */
  readonly variables: NamedVariables;
  /** The split: its rows are the observations y. */
  readonly table: Table;
  readonly batchSize?: number;
  /** Of the random numbers of a cost that samples; those depend on batchSize too. */
  readonly seed?: number;
}

export interface MeanCost {
  /** Mean over the examples of the cost, in its own unit. */
  readonly perExample: number;
  /** perExample divided by the numbers of one row: for printing, never for training. */
  readonly perPixel: number;
  readonly examples: number;
}

/**
 * The mean cost on a split: every row counts once and equally, those of the last, shorter batch included.
 *
 * The costs of the examples are summed in float64, so that a cost that does not sample has the same mean for every batchSize, up to what
 * the backend rounds.
 *
 * @returns means in the unit of the cost, e.g. nats or squared pixels
 * @throws OPTION for a batchSize that is not a positive integer, SHAPE for an empty split or a cost that is not [batch], NOT_FINITE for
 *   a cost that is not a finite number
 * @example
 * const reached = await meanCost({
 *   engine,
 *   cost: ({ y }) => tf.sum(tf.squaredDifference(y, model.reconstruct(y)), 1), // [batch]
 *   variables: model.variables,
 *   table: test.y,
 * });
 * console.log(reached.perExample, reached.perPixel); // 0.25, 0.125: of these two rows of two pixels
 */
export async function meanCost({
  engine,
  cost,
  variables,
  table,
  batchSize = 500,
  seed = 0,
}: MeanCostOptions): Promise<MeanCost> {
  check(table, batchSize);
  const examples = table.shape[0] as number;
  const program = await engine.program(
    ({ y }, random) => ({ cost: onePerExample(cost({ y: y as tf.Tensor }, random), y as tf.Tensor) }),
    Object.values(variables),
  );
  try {
    let sum = 0;
    for (let from = 0, step = 0; from < examples; from += batchSize, step++) {
      const rows = Int32Array.from({ length: Math.min(batchSize, examples - from) }, (_, i) => from + i);
      const outputs = await program.run({ y: { table, rows } }, { seed, step });
      (outputs.cost as HostArray).values.forEach((value, i) => {
        if (!Number.isFinite(value)) throw notFinite(value, from + i);
        sum += value;
      });
    }
    const perExample = sum / examples;
    return { perExample, perPixel: perExample / rowSize(table), examples };
  } finally {
    program.dispose();
  }
}

function check(table: Table, batchSize: number): void {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw expected({
      where,
      expected: 'batchSize to be a positive integer',
      received: String(batchSize),
      todo: 'Leave it out for 500.',
      code: 'OPTION',
    });
  }
  if (table.values.length === 0) {
    throw expected({
      where,
      expected: 'a table with at least one number',
      received: `shape [${table.shape}]`,
      todo: 'Check how the split was made.',
      code: 'SHAPE',
    });
  }
}

/** @param y [batch, …] */
function onePerExample(cost: tf.Tensor1D, y: tf.Tensor): tf.Tensor1D {
  if (cost.rank === 1 && cost.shape[0] === y.shape[0]) return cost;
  throw expected({
    where,
    expected: `a cost of shape [${y.shape[0]}], one number per example`,
    received: `shape [${cost.shape}]`,
    todo: 'Sum over the pixels of an example and leave the batch alone.',
    code: 'SHAPE',
  });
}

function notFinite(value: number, row: number) {
  return expected({
    where,
    expected: 'finite costs',
    received: `${value} for row ${row}`,
    todo: 'Look at that row and at the variables.',
    code: 'NOT_FINITE',
  });
}
