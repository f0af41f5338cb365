import { expected, type LatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedArrays } from '../checkpoint/encodeSafetensors.ts';
import type { HostArray } from '../data/hostArray.ts';
import type { NamedVariables } from '../tensors.ts';
import type { LossSums } from './losses.ts';

/** Where a run stands. The order of examples and all noise follow from it, so there is no generator to save. */
export interface Position {
  readonly seed: number;
  readonly batchSize: number;
  /** Rows of the data; 0 where it is a stream, whose length nobody knows. */
  readonly rows: number;
  /** Steps done since the start of the run. */
  readonly step: number;
  /** The epoch in progress, counted from 1. */
  readonly epoch: number;
  /** Examples of this epoch that were seen. */
  readonly examples: number;
  /** What they cost. */
  readonly sums: LossSums;
}

/** All that a run is between two steps, outside of any backend: `train({ from })` goes on as if it had not stopped. */
export interface TrainState extends Position {
  /** All variables of the model, running statistics included. */
  readonly variables: NamedArrays;
  /** Moments and counters of the optimiser. */
  readonly optimizer: NamedArrays;
}

/** The values of variables, copied. */
export async function readArrays(variables: NamedVariables): Promise<NamedArrays> {
  const arrays = Object.entries(variables).map(async ([name, variable]): Promise<[string, HostArray]> => {
    const values = (await variable.data()) as HostArray['values'];
    return [name, { values: values.slice(), shape: variable.shape }];
  });
  return Object.fromEntries(await Promise.all(arrays));
}

/**
 * Assign arrays to the variables of their names, after all of them were checked.
 *
 * @throws `STATE` naming the first array that is missing, of another shape or left over
 */
export function assignArrays<Part extends string>(
  where: string,
  from: Readonly<Record<Part, NamedArrays>>,
  to: Readonly<Record<Part, NamedVariables>>,
): void {
  const parts = Object.keys(to) as Part[];
  for (const part of parts) checkArrays(where, part, from[part], to[part]);
  for (const part of parts) {
    for (const [name, variable] of Object.entries(to[part])) {
      const { values } = from[part][name] as HostArray;
      tf.tidy(() => variable.assign(tf.tensor(values.slice(), variable.shape, variable.dtype)));
    }
  }
}

function checkArrays(where: string, part: string, arrays: NamedArrays, variables: NamedVariables): void {
  for (const [name, { shape, dtype }] of Object.entries(variables)) {
    const array = arrays[name];
    const type = array?.values instanceof Int32Array ? 'int32' : 'float32';
    if (array === undefined) throw mismatch(`${part} with ${name}`, 'none of that name', where);
    if (!tf.util.arraysEqual([...array.shape], shape) || type !== dtype) {
      throw mismatch(`${part}.${name} of ${dtype} and shape [${shape}]`, `${type} of shape [${array.shape}]`, where);
    }
  }
  const extra = Object.keys(arrays).find((name) => !Object.hasOwn(variables, name));
  if (extra !== undefined) throw mismatch(`${part} of this model and optimiser only`, `${extra} too`, where);
}

/**
 * That a state is of a run with this seed, batch size and number of rows.
 *
 * @throws `STATE` naming the first difference
 */
export function checkPosition(from: Position, run: Pick<Position, 'seed' | 'batchSize' | 'rows'>): void {
  for (const name of ['seed', 'batchSize', 'rows'] as const) {
    if (from[name] !== run[name]) throw mismatch(`${name} ${from[name]}, as in the state`, `${run[name]}`);
  }
  const whole = [from.step, from.epoch, from.examples].every((count) => Number.isSafeInteger(count) && count >= 0);
  // Where a stream's batches end is known when they come.
  const between = from.rows === 0 || from.examples % from.batchSize === 0 || from.examples === from.rows;
  if (!whole || from.epoch < 1 || (from.rows > 0 && from.examples > from.rows) || !between) {
    throw mismatch('a position between two steps', `step ${from.step}, epoch ${from.epoch}, example ${from.examples}`);
  }
}

function mismatch(want: string, got: string, where = 'train, from'): LatentKitError {
  return expected({
    where,
    expected: want,
    received: got,
    todo: 'Continue with the model, optimiser, data and options that the state was saved with.',
    code: 'STATE',
  });
}
