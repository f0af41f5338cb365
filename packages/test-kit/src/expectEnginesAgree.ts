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

/** What is trained from the same first weights by each engine. */
export interface Trained<M extends Model, Name extends string> {
  /** The same weights each time. */
  readonly make: () => M;
  readonly objective: Objective<M, Name>;
  readonly learn?: TrainOptions<M, Name>['learn'];
  /** A few examples, all different; the backend in use is the eager engine's. */
  readonly data: { readonly y: Table } & Readonly<Record<string, Table>>;
}

/** Where float32 is added up in another order, Adam turns a last digit of a gradient near 0 into this part of a step. */
const tolerance = 1e-4;
const steps = 20;

/**
 * Trains 20 steps eagerly and 20 with each engine, in the same order and with the same noise; every variable and the curve of every bare term must
 * have ‖a − b‖ ≤ 10⁻⁴ ‖a‖.
 *
 * @throws the error of `expect`, which names the variable or the term and the engine
 * @example
 * import { eager } from '@latentkit/core';
 * // In a test of vitest, with an engine of yours:
 * const trained = { make: () => myModel(1), objective: myObjective, data: { y } };
 * const test = () => expectEnginesAgree(trained, [eager()]);
 */
export async function expectEnginesAgree<M extends Model, Name extends string>(
  trained: Trained<M, Name>,
  engines: readonly Engine[],
): Promise<void> {
  const due = await numbersOf(trained, eager());
  for (const engine of engines) {
    const found = await numbersOf(trained, engine);
    expect(Object.keys(found)).toEqual(Object.keys(due));
    for (const [name, values] of Object.entries(due)) {
      expect(apart(values, found[name] as number[]), `${name} by ${engine.name}`).toBeLessThan(tolerance);
    }
  }
}

/** The curve of each term, and the variables afterwards. */
async function numbersOf<M extends Model, Name extends string>(
  { make, objective, learn, data }: Trained<M, Name>,
  engine: Engine,
): Promise<Record<string, number[]>> {
  const model = make();
  const rows = data.y.shape[0] as number;
  const options = { model, objective, data, engine, optimizer: adam(), seed: 3, ...(learn && { learn }) };
  const curves: Record<string, number[]> = {};
  try {
    // Two steps an epoch, of which the second has the rows that are left.
    for await (const event of train({ ...options, epochs: steps / 2, batchSize: Math.ceil((2 * rows) / 3) })) {
      if (event.kind !== 'step') continue;
      for (const [name, value] of Object.entries<number>(event.terms)) curves[name] = [...(curves[name] ?? []), value];
    }
    const weights = Object.entries(model.variables).map(([name, variable]) => [name, [...variable.dataSync()]]);
    return { ...curves, ...Object.fromEntries(weights) };
  } finally {
    model.dispose();
  }
}

/** ‖a − b‖ / ‖a‖, and ‖b‖ where a is 0. */
function apart(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] as number))) / (Math.hypot(...a) || 1);
}
