import * as tf from '@tensorflow/tfjs-core';
import type { Arena, Slot } from './arena.ts';

/** A program's own copy of its variables, in its arena. */
export interface ProgramState {
  readonly slots: readonly Slot[];
  /** Back into the variables, on whichever backend is in use. */
  read(): void;
}

export function programState(arena: Arena, variables: readonly tf.Variable[]): ProgramState {
  const slots = variables.map(({ dtype, shape }) => arena.allocate(dtype as 'float32', shape));
  variables.forEach((variable, i) => {
    (arena.view(slots[i] as Slot) as Float32Array).set(variable.dataSync() as Float32Array);
  });
  return {
    slots,
    read() {
      variables.forEach((variable, i) => {
        const values = (arena.view(slots[i] as Slot) as Float32Array).slice();
        const fresh = tf.tensor(values, variable.shape, variable.dtype);
        variable.assign(fresh);
        fresh.dispose();
      });
    },
  };
}
