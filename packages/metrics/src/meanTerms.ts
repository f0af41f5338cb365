import type { Batch, Engine, HostArray, NamedVariables, Random, Table, Terms } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';

const where = 'meanTerms';

export interface MeanTermsOptions<Name extends string> {
  readonly engine: Engine;
  /** Named energies of each example, each [batch], in traceable tfjs ops: `({ y }) => ({ cost: squaredError(y, model.reconstruct(y)) })`. */
  readonly terms: (batch: Batch, random: Random) => Terms<Name>;
  /** All variables that the terms read: `model.variables`. */
  readonly variables: NamedVariables;
  /** The split: observations `y`, and whatever else the terms read, one row an example. */
  readonly data: { readonly y: Table } & Readonly<Record<string, Table>>;
  readonly batchSize?: number;
  /** Of the random numbers of terms that sample; those depend on batchSize too. */
  readonly seed?: number;
}

export interface MeanTerms<Name extends string = string> {
  /** Mean over the examples of each term, in its own unit. */
  readonly terms: Readonly<Record<Name, number>>;
  /** Σ terms. */
  readonly perExample: number;
  /** perExample divided by the numbers of one row of y: for printing, never for training. */
  readonly perPixel: number;
  readonly examples: number;
}

/**
 * The mean of each term over a split: every row counts once and equally, those of the last, shorter batch included.
 *
 * The terms of the examples are summed in float64, so that one that does not sample has the same mean for every batchSize, up to what
 * the backend rounds.
 *
 * @returns means in the units of the terms, e.g. nats or squared pixels
 * @throws OPTION for a batchSize that is not a positive integer, SHAPE for an empty split or a term that is not [batch], NOT_FINITE for
 *   a term that is not a finite number
 * @example
 * const reached = await meanTerms({
 *   engine,
 *   terms: ({ y }) => ({ cost: tf.sum<tf.Tensor1D>(tf.squaredDifference(y, model.reconstruct(y)), 1) }), // [batch]
 *   variables: model.variables,
 *   data: { y: test.y },
 * });
 * console.log(reached.perExample, reached.perPixel); // 0.25, 0.125: of these two rows of two pixels
 */
export async function meanTerms<Name extends string>({
  engine,
  terms,
  variables,
  data,
  batchSize = 500,
  seed = 0,
}: MeanTermsOptions<Name>): Promise<MeanTerms<Name>> {
  check(data.y, batchSize);
  const examples = data.y.shape[0] as number;
  const program = await engine.program((inputs, random) => {
    const batch = inputs as Batch;
    const found = terms(batch, random);
    for (const [name, term] of Object.entries<tf.Tensor1D>(found)) checkTerm(name, term, batch.y);
    return found;
  }, Object.values(variables));
  try {
    const sums: Record<string, number> = {};
    for (let from = 0, step = 0; from < examples; from += batchSize, step++) {
      const rows = Int32Array.from({ length: Math.min(batchSize, examples - from) }, (_, i) => from + i);
      const inputs = Object.fromEntries(Object.entries(data).map(([name, table]) => [name, { table, rows }]));
      const outputs = await program.run(inputs, { seed, step });
      for (const [name, term] of Object.entries(outputs)) sums[name] = (sums[name] ?? 0) + sum(name, term, from);
    }
    const means = Object.entries(sums).map(([name, sum]) => [name, sum / examples] as const);
    const perExample = means.reduce((total, [, mean]) => total + mean, 0);
    const perPixel = perExample / rowSize(data.y);
    return { terms: Object.fromEntries(means) as MeanTerms<Name>['terms'], perExample, perPixel, examples };
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
function checkTerm(name: string, term: tf.Tensor1D, y: tf.Tensor): void {
  if (term.rank === 1 && term.shape[0] === y.shape[0]) return;
  throw expected({
    where,
    expected: `${name} of shape [${y.shape[0]}], one number per example`,
    received: `shape [${term.shape}]`,
    todo: 'Sum over the pixels of an example and leave the batch alone.',
    code: 'SHAPE',
  });
}

/** Of the rows from `from` on, in float64. */
function sum(name: string, { values }: HostArray, from: number): number {
  let sum = 0;
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) throw notFinite(name, value, from + i);
    sum += value;
  });
  return sum;
}

function notFinite(name: string, value: number, row: number) {
  return expected({
    where,
    expected: `a finite ${name}`,
    received: `${value} for row ${row}`,
    todo: 'Look at that row and at the variables.',
    code: 'NOT_FINITE',
  });
}
