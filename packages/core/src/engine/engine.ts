import type * as tf from '@tensorflow/tfjs-core';
import type { HostArray } from '../data/hostArray.ts';
import type { Rows } from '../data/table.ts';
import type { Random } from '../random/random.ts';
import type { NamedTensors } from '../tensors.ts';

/**
 * A step in plain tfjs: reads its inputs, draws from `random`, changes the program's state by `variable.assign`, and returns what is to
 * be read. It must not read a value (`dataSync`), branch on one, or keep a tensor: an engine may run it once and replay what it did.
 */
export type StepFunction = (inputs: NamedTensors, random: Random) => NamedTensors;

/**
 * What a run feeds: a number becomes a scalar tensor; rows of a table become [rows, …] of float32, scaled; an array is itself, as it lies when the
 * run begins. A table stays as it is from run to run, an array need not.
 */
export type Input = number | Rows | HostArray<Float32Array>;

/** Where a run stands: the random numbers of a step are a function of this and of the order of the draws. */
export interface Counter {
  readonly seed: number;
  readonly step: number;
}

export interface Program {
  /** One step; its outputs on the host. A run changes the state that the engine holds, which may be ahead of the variables. */
  run(inputs: Readonly<Record<string, Input>>, counter: Counter): Promise<Readonly<Record<string, HostArray>>>;
  /** Brings the state back into the variables. */
  read(): Promise<void>;
  dispose(): void;
}

/** Hears a sentence for whoever runs the program. */
export type Notice = (text: string) => void;

/** Runs steps. `eager` is core's own; `@latentkit/compile` is the other implementation. */
export interface Engine {
  /** What is logged, e.g. `wasm`, `tfjs-node`, `compiled`. */
  readonly name: string;
  /**
   * @param state every variable that the step reads or changes
   * @param notice hears why the program is slower than it could be
   */
  program(step: StepFunction, state: readonly tf.Variable[], notice?: Notice): Promise<Program>;
}
