import type { NativeCall } from '../run/runtime.ts';

export type Kernel = (...parameters: number[]) => void;

/** Loops over arrays in one memory, cut into ranges that can be done in any order and by any thread. */
export interface LoopWork {
  readonly memory: WebAssembly.Memory;
  /** How many numbers are summed or changed. */
  readonly numbers: number;
  readonly module: WebAssembly.Module;
  /** Of each loop: the name of its export, and the function. */
  readonly exports: readonly string[];
  readonly kernels: readonly Kernel[];
  /** Of each loop: what its function takes after the two ends of a range. */
  readonly parameters: readonly (readonly number[])[];
  /** (loop, first byte, byte after the last) one after the other. */
  readonly ranges: readonly number[];
  /** The ranges of phase p are number phases[p] … phases[p + 1] − 1; a phase begins when the one before is done. */
  readonly phases: readonly number[];
}

/** Does the work again and again. */
export interface LoopRunner {
  /** A new round, before its parameters are set. */
  begin(): void;
  set(loop: number, parameter: number, value: number): void;
  run(phase: number): void;
  release(): void;
}

/** Calls of C functions and loops, in phases. */
export interface CallWork {
  /** How many calls there are, and which loops, in each phase. */
  readonly phases: readonly { readonly calls: number; readonly loops: readonly number[] }[];
  readonly loops?: Pick<LoopWork, 'memory' | 'module' | 'exports' | 'kernels' | 'parameters'>;
}

/** Does them again and again. */
export interface CallRunner {
  /** @param calls of all phases @throws the error of the first that failed, after all of its phase have ended */
  run(calls: readonly NativeCall[]): void;
  release(): void;
}

/** Helpers of the calling thread. */
export interface Crew {
  /** Undefined where its help would cost more than it gives. */
  take(work: LoopWork): LoopRunner | undefined;
  /** Makes the calls of a phase at once, as far as helpers are awake. */
  together(work: CallWork): CallRunner;
}

/** Everything on the calling thread. */
export function aloneRunner({ kernels, parameters, ranges, phases }: LoopWork): LoopRunner {
  const given = parameters.map((list) => [...list]);
  return {
    begin() {},
    set(loop, parameter, value) {
      (given[loop] as number[])[parameter] = value;
    },
    run(phase) {
      for (let range = phases[phase] as number; range < (phases[phase + 1] as number); range++) {
        const [loop, from, to] = ranges.slice(3 * range, 3 * range + 3) as [number, number, number];
        kernels[loop]?.(from, to, ...(given[loop] as number[]));
      }
    },
    release() {},
  };
}
