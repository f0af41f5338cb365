import { type Graph, inputName } from './graph.ts';
import { isOf } from './names.ts';

/** The rows of a step's batch: the length of its first input that has rows. */
export function batchOf({ inputs }: Graph): number | undefined {
  return inputs.find((value) => isOf(inputName(value), 'rows', 'array'))?.shape[0];
}
