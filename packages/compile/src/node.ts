import type { Engine, Program, StepFunction } from '@latentkit/core';
import * as runtime from 'onnxruntime-node';
import { type CompileOptions, compileWith } from './compile.ts';
import type { Machine } from './run/executable.ts';
import type { RunOptions } from './run/options.ts';
import { sessions } from './run/sessions.ts';

const shared = sessions(runtime);
/** How many graphs are loaded now: equal ones are loaded once. */
export const sessionCount = (): number => shared.count();

const machine = (options: RunOptions): Machine => ({ runtime, sessions: shared, options });

/**
 * Compiles a step of tfjs operations for ONNX Runtime in Node.
 *
 * @param options.state every variable that the step reads or changes
 * @example
 * const program = compile(({ y }) => ({ loss: tf.mean(tf.square(tf.sub(y, center))) }), { state: [center] });
 */
export function compile(step: StepFunction, { state, ...options }: CompileOptions & RunOptions): Program {
  return compileWith(machine(options), step, { state });
}

/** The compiled engine: what `train` uses wherever onnxruntime-node loads. */
export function compiled(options: RunOptions = {}): Engine {
  return { name: 'compiled', program: async (step, state) => compileWith(machine(options), step, { state }) };
}
