import type {
  Batch,
  Engine,
  HostArray,
  NamedTensors,
  NamedVariables,
  Program,
  Random,
  Table,
  Terms,
} from '@latentkit/core';
import { fallingBack, rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';

const where = 'meanTerms';

export interface MeanTermsProgramOptions<Name extends string> {
  /** What it cannot trace runs on the best eager one. */
  readonly engine: Engine;
  /** Named energies of each example, each [batch], in traceable tfjs ops: `({ y }) => ({ cost: squaredError(y, model.reconstruct(y)) })`. */
  readonly terms: (batch: Batch, random: Random) => Terms<Name>;
  /** All variables that the terms read: `model.variables`. */
  readonly variables: NamedVariables;
}

/** A split: observations `y`, and whatever else the terms read, one row per example. */
export type SplitTables = { readonly y: Table } & Readonly<Record<string, Table>>;

export interface MeanTermsOptions<Name extends string> extends MeanTermsProgramOptions<Name>, OverOptions {
  readonly data: SplitTables;
}

export interface OverOptions {
  readonly batchSize?: number;
  /** Seed of the random numbers of terms that sample; these depend on batchSize too. */
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

/** The mean terms of splits, by one program that is built once. */
export interface MeanTermsProgram<Name extends string = string> {
  over(data: SplitTables, options?: OverOptions): Promise<MeanTerms<Name>>;
  dispose(): void;
}

/**
 * The mean of each term over a split: every row counts once and equally, those of the last, shorter batch included. For several splits, or one again
 * and again, `meanTermsProgram` builds its program once.
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
export async function meanTerms<Name extends string>(options: MeanTermsOptions<Name>): Promise<MeanTerms<Name>> {
  const program = await meanTermsProgram(options);
  try {
    return await program.over(options.data, options);
  } finally {
    program.dispose();
  }
}

/**
 * `meanTerms` for several splits, or for one after each epoch: the program is built at the first batch, and what was learned meanwhile counts.
 * Building takes most of the time of a split of ten thousand examples.
 *
 * @throws as `meanTerms`, at `over`
 * @example
 * const terms = ({ y }: { y: tf.Tensor }) => ({ cost: tf.sum<tf.Tensor1D>(tf.squaredDifference(y, model.reconstruct(y)), 1) });
 * const program = await meanTermsProgram({ engine, terms, variables: model.variables });
 * console.log((await program.over({ y: test.y })).perExample); // 0.25
 * program.dispose();
 */
export async function meanTermsProgram<Name extends string>({
  engine,
  terms,
  variables,
}: MeanTermsProgramOptions<Name>): Promise<MeanTermsProgram<Name>> {
  const step = (inputs: NamedTensors, random: Random) => {
    const batch = inputs as Batch;
    const found = terms(batch, random);
    for (const [name, term] of Object.entries<tf.Tensor1D>(found)) checkTerm(name, term, batch.y);
    return found;
  };
  const program = await fallingBack(engine).program(step, Object.values(variables));
  return { over: (data, options = {}) => over(program, data, options), dispose: () => program.dispose() };
}

async function over<Name extends string>(
  program: Program,
  data: SplitTables,
  { batchSize = 500, seed = 0 }: OverOptions,
): Promise<MeanTerms<Name>> {
  check(data.y, batchSize);
  const examples = data.y.shape[0] as number;
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

/** Sum over the rows from `from` on, in float64. */
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
