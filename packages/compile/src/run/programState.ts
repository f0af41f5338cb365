import * as tf from '@tensorflow/tfjs-core';
import { constant, sizeOf, type Value } from '../graph/graph.ts';
import type { Arena, Slot } from './arena.ts';

/** Numbers of a model's constants: a protobuf message ends at 2 GB. */
const most = 2 ** 26;

/** A program's own copy of its variables, in its arena. */
export interface ProgramState {
  readonly slots: readonly Slot[];
  /** Keeps these as their transposes from now on. Returns their numbers. */
  turn(states: readonly number[]): readonly number[];
  /** A copy of each, as constants for `state/i`; none if they are more than a model should hold. */
  constants(): ReadonlyMap<string, Value>;
  /** Back into the variables, on whichever backend is in use. */
  read(): void;
}

export function programState(arena: Arena, variables: readonly tf.Variable[]): ProgramState {
  const slots = variables.map(({ dtype, shape }) => arena.allocate(dtype as 'float32', shape));
  const turned: number[] = [];
  const view = (i: number) => arena.view(slots[i] as Slot) as Float32Array;
  variables.forEach((variable, i) => {
    view(i).set(variable.dataSync() as Float32Array);
  });
  return {
    slots,
    turn(states) {
      for (const i of states) {
        const { shape, ...slot } = slots[i] as Slot;
        view(i).set(transposed(view(i), shape));
        slots[i] = { ...slot, shape: [...shape].reverse() };
        turned.push(i);
      }
      return states;
    },
    constants: () =>
      new Map(
        (slots.reduce((sum, { shape }) => sum + sizeOf(shape), 0) > most ? [] : slots).map(({ dtype, shape }, i) => [
          `state/${i}`,
          constant(dtype, shape, view(i).slice()),
        ]),
      ),
    read() {
      variables.forEach((variable, i) => {
        const values = turned.includes(i) ? transposed(view(i), (slots[i] as Slot).shape) : view(i).slice();
        const fresh = tf.tensor(values, variable.shape, variable.dtype);
        variable.assign(fresh);
        fresh.dispose();
      });
    },
  };
}

/** A matrix [rows, columns] with its columns one after the other. */
function transposed(values: Float32Array, [rows, columns]: readonly number[]): Float32Array {
  const [height, width] = [rows as number, columns as number];
  const result = new Float32Array(values.length);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      result[column * height + row] = values[row * width + column] as number;
  return result;
}
