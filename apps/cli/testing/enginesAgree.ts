import { compiled } from '@latentkit/compile/node';
import {
  adam,
  type Engine,
  eager,
  type Model,
  type Objective,
  type Table,
  type TrainOptions,
  train,
} from '@latentkit/core';
import { expect } from 'vitest';

/** What is trained twice from the same first weights, once by each engine. */
export interface Twice<M extends Model, Name extends string> {
  /** The same weights each time. */
  readonly make: () => M;
  readonly objective: Objective<M, Name>;
  readonly learn?: TrainOptions<M, Name>['learn'];
  /** A few examples, all different; the backend in use is the eager engine's. */
  readonly data: { readonly y: Table } & Readonly<Record<string, Table>>;
}

/**
 * Train 20 steps compiled and 20 eagerly, with the same order and noise, and compare each variable and each bare term of each step: the
 * distance of the two is at most 10⁻⁴ of their size.
 */
export async function expectEnginesAgree<M extends Model, Name extends string>(twice: Twice<M, Name>): Promise<void> {
  const byEager = await trained(twice, eager());
  const byCompiled = await trained(twice, compiled({ threads: 1 }));
  expect(Object.keys(byCompiled)).toEqual(Object.keys(byEager));
  for (const [name, values] of Object.entries(byEager)) {
    expect(apart(values, byCompiled[name] as number[]), name).toBeLessThan(1e-4);
  }
}

const steps = 20;

/** The variables afterwards and the curve of each term, as numbers. */
async function trained<M extends Model, Name extends string>(
  { make, objective, learn, data }: Twice<M, Name>,
  engine: Engine,
): Promise<Record<string, number[]>> {
  const model = make();
  const rows = data.y.shape[0] as number;
  const options = { model, objective, data, engine, optimizer: adam(), seed: 3, ...(learn && { learn }) };
  const curves: Record<string, number[]> = {};
  // Two steps an epoch, of which the second has the rows that are left.
  for await (const event of train({ ...options, epochs: steps / 2, batchSize: Math.ceil((2 * rows) / 3) })) {
    if (event.kind !== 'step') continue;
    for (const [name, value] of Object.entries<number>(event.terms)) curves[name] = [...(curves[name] ?? []), value];
  }
  const weights = Object.entries(model.variables).map(([name, variable]) => [name, [...variable.dataSync()]]);
  model.dispose();
  return { ...curves, ...Object.fromEntries(weights) };
}

/** ‖a − b‖ / ‖a‖, and ‖b‖ where a is 0. */
function apart(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] as number))) / (Math.hypot(...a) || 1);
}
