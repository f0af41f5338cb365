import type { NotFinite, TrainState } from '@latentkit/core';
import { expected, isLatentKitError, type LatentKitError } from '@latentkit/errors';

interface At {
  readonly epoch: number;
  readonly step: number;
}

/**
 * That a state can be gone back to: the cost of the last batch was a number, and the step that followed it may have broken the weights.
 *
 * @throws NOT_FINITE naming the array
 */
export function checkState({ variables, optimizer }: TrainState, at: At): void {
  for (const [name, { values }] of [...Object.entries(variables), ...Object.entries(optimizer)]) {
    const value = values.find((one) => !Number.isFinite(one));
    if (value !== undefined) throw notFiniteAt(`weight in ${name}`, value, at);
  }
}

/** An evaluation's error as one of the run. */
export function testFault(error: unknown, at: At): unknown {
  const isOne = isLatentKitError(error) && error.code === 'NOT_FINITE';
  return isOne ? notFiniteAt('cost on the test split', Number.NaN, at) : error;
}

function notFiniteAt(what: string, value: number, { epoch, step }: At): LatentKitError {
  return expected({
    where: `train, epoch ${epoch}, step ${step}`,
    expected: `a finite ${what}`,
    received: String(value),
    todo: 'Lower the learning rate.',
    code: 'NOT_FINITE',
    cause: { what, value, epoch, step, rows: new Int32Array() } satisfies NotFinite,
  });
}
