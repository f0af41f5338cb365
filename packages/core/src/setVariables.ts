import type { NamedArrays } from './checkpoint/encodeSafetensors.ts';
import type { Model } from './model.ts';
import { assignArrays } from './train/trainState.ts';

/**
 * Gives a model the values of its variables, all of them or none.
 *
 * @param arrays one for each variable, by its name: of a `TrainState`, of `averagesOf`, of a file
 * @throws `STATE` naming the first array that is missing, of another shape or left over
 * @example
 * setVariables(model, { w: { values: Float32Array.of(2), shape: [] } });
 */
export function setVariables(model: Model, arrays: NamedArrays): void {
  assignArrays('setVariables', { variables: arrays }, { variables: model.variables });
}
