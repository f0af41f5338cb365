import { availableParallelism } from 'node:os';
import type { Engine, Program, StepFunction } from '@latentkit/core';
import { type CompileOptions, compileWith } from './compile.ts';
import { crew } from './crew/crew.ts';
import { compileOnDevice, type DeviceMachine, deviceMachine } from './device/compileOnDevice.ts';
import { costs } from './lower/costs.ts';
import { instructionSet } from './lower/instructionSet.ts';
import { noAdapter } from './native/noAdapter.ts';
import { type NodeRuntime, nodeRuntime } from './native/nodeRuntime.ts';
import { webgpuDevice } from './native/webgpuDevice.ts';
import type { Machine } from './run/machine.ts';
import type { RunOptions, SessionOptions } from './run/options.ts';
import { sessions } from './run/sessions.ts';
import type { Crew } from './tail/loopRunner.ts';

/** The compiled engine of Node, with what it turned out to be. */
export interface NodeEngine extends Engine {
  /** How ONNX Runtime is reached. `direct`: its C library through koffi; `addon`: onnxruntime-node, which copies the results of a run once more. */
  readonly binding: NodeRuntime['binding'];
  /** Why it is less than could be had, one phrase each. */
  readonly reasons: readonly string[];
}

let found: (NodeRuntime & Pick<Machine, 'sessions'>) | undefined;

/** Opened at the first use, once a process. */
function open(): NodeRuntime & Pick<Machine, 'sessions'> {
  if (!found) {
    const opened = nodeRuntime();
    found = { ...opened, sessions: sessions(opened.runtime) };
  }
  return found;
}

/** How many graphs are loaded now: equal ones are loaded once. */
export const sessionCount = (): number => found?.sessions.count() ?? 0;

/** The threads beside the calling one, by how many there are; they sleep unless a program has work for them. */
const crews = new Map<number, Crew>();

/** More have nothing to add: the tail is as fast as memory is. */
const mostHelpers = 3;

function crewOf(threads: number): Crew | undefined {
  const helpers = Math.min(mostHelpers, threads - 1);
  if (helpers < 1) return undefined;
  const known = crews.get(helpers) ?? crew(helpers);
  crews.set(helpers, known);
  return known;
}

/** What Node has, for `compileWith`: a program of one's own runtime, or with the times of each operation (`profile`). */
export function machine(options: SessionOptions = {}): Machine {
  const { runtime, sessions } = open();
  const threads = options.threads || availableParallelism();
  const crew = crewOf(threads);
  return {
    runtime,
    sessions,
    options,
    costs: costs[instructionSet()],
    ...(runtime.shares && crew ? { crew, threads } : { crew }),
  };
}

/**
 * Compiles a step of tfjs operations for ONNX Runtime in Node.
 *
 * @param options.state every variable that the step reads or changes
 * @throws `ENGINE` in one line where onnxruntime-node is not installed
 * @example
 * const program = compile(({ y }) => ({ loss: tf.mean(tf.square(tf.sub(y, center))) }), { state: [center] });
 */
export function compile(step: StepFunction, { state, ...options }: CompileOptions & RunOptions): Program {
  return compileWith(machine(options), step, { state });
}

/**
 * The compiled engine: what `train` uses wherever onnxruntime-node loads.
 *
 * @throws `ENGINE` in one line where it is not installed
 */
export function compiled(options: RunOptions = {}): NodeEngine {
  const { binding, reason } = open();
  return {
    name: 'compiled',
    binding,
    reasons: reason ? [reason] : [],
    program: async (step, state) => compileWith(machine(options), step, { state }),
  };
}

export { noAdapter };

let gpu: Promise<DeviceMachine> | undefined;

/**
 * The same compiled steps on this machine's GPU, by WebGPU. For networks that are large enough: small ones are faster on the CPU.
 *
 * @throws `ENGINE` in one line where there is no adapter
 */
export async function webgpu(): Promise<NodeEngine> {
  gpu ??= webgpuDevice().then(deviceMachine);
  const found = await gpu.catch((error) => {
    gpu = undefined;
    throw error;
  });
  return {
    name: 'webgpu',
    binding: 'addon',
    reasons: [],
    program: async (step, state) => compileOnDevice(found, step, { state }),
  };
}
