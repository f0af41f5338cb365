import { expected } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import type { Values } from '../graph/dtype.ts';
import { constant, sizeOf, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import type { Arena, Slot } from './arena.ts';
import { bring, lend, notice, truthOf } from './truth.ts';

/** Numbers of a model's constants: a protobuf message ends at 2 GB. */
const most = 2 ** 26;

/** A program's place for its variables, in its arena. What is in it is current between `load` and the run after it. */
export interface ProgramState {
  readonly slots: readonly Slot[];
  /**
   * Brings in what others have changed: the host by `assign`, other programs by their runs. Returns whether anything came.
   *
   * @throws `STATE` naming a variable that was disposed
   */
  load(): Promise<boolean>;
  /** A run has changed these states. */
  changed(states: readonly number[]): void;
  /** Keeps these as their transposes from now on. Returns their numbers. */
  turn(states: readonly number[]): readonly number[];
  /** A copy of each, as constants for `state/i`; none if they are more than a model should hold. */
  constants(): ReadonlyMap<string, Value>;
  /** Takes what is current out of the arena, which may then go. */
  release(): void;
}

export function programState(arena: Arena, variables: readonly tf.Variable[]): ProgramState {
  const slots = variables.map(({ dtype, shape }) => arena.allocate(dtype as 'float32', shape));
  const truths = variables.map(truthOf);
  /** The versions that lie in the arena. */
  const seen = variables.map(() => -1);
  const turned = new Set<number>();
  const view = (i: number) => arena.view(slots[i] as Slot);
  const copy = (i: number) => (turned.has(i) ? transposed(view(i), (slots[i] as Slot).shape) : view(i).slice());
  const sources = variables.map((_, i) => () => copy(i));
  return {
    slots,
    async load() {
      let came = false;
      for (let i = 0; i < variables.length; i++) {
        const [truth, variable] = [truths[i] as (typeof truths)[number], variables[i] as tf.Variable];
        if (variable.isDisposed) throw disposed(variable.name);
        notice(truth, variable);
        if (seen[i] === truth.version) continue;
        await bring(truth);
        const values = (truth.source?.() ?? variable.dataSync()) as Values;
        view(i).set((turned.has(i) ? transposed(values, variable.shape) : values) as never);
        seen[i] = truth.version;
        came = true;
      }
      return came;
    },
    changed(states) {
      for (const i of states) {
        const [truth, variable] = [truths[i] as (typeof truths)[number], variables[i] as tf.Variable];
        // What the host assigned while the step ran comes after it.
        if (variable.isDisposed || variable.dataId !== truth.dataId) continue;
        seen[i] = ++truth.version;
        truth.source = sources[i];
        lend(truth, variable);
      }
    },
    turn(states) {
      for (const i of states) {
        const { shape, ...slot } = slots[i] as Slot;
        view(i).set(transposed(view(i), shape) as never);
        slots[i] = { ...slot, shape: [...shape].reverse() };
        turned.add(i);
      }
      return states;
    },
    constants: () =>
      new Map(
        (slots.reduce((sum, { shape }) => sum + sizeOf(shape), 0) > most ? [] : slots).map(({ dtype, shape }, i) => [
          graphName('state', i),
          constant(dtype, shape, view(i).slice()),
        ]),
      ),
    release() {
      truths.forEach((truth, i) => {
        if (truth.source !== sources[i]) return;
        const kept = variables[i]?.isDisposed ? undefined : copy(i);
        truth.source = kept && (() => kept.slice());
      });
    },
  };
}

/** A matrix [rows, columns] with its columns one after the other. */
function transposed(values: Values, [rows, columns]: readonly number[]): Values {
  const [height, width] = [rows as number, columns as number];
  const result = values.slice();
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      result[column * height + row] = values[row * width + column] as never;
  return result;
}

export function disposed(name: string): Error {
  return expected({
    where: 'program.run',
    expected: 'the variables of the state',
    received: `${name}, which was disposed`,
    todo: 'Dispose the program first, and make another for other variables.',
    code: 'STATE',
  });
}
