/**
 * What threads share of a piece of work, as int32. `claim` is generation · 2¹⁶ + the next range to be taken; a range is taken by raising it
 * with a compare-and-exchange, so that a helper that slept through a step takes nothing of the next one by what it read before.
 */
export const control = { claim: 0, limit: 1, done: 2, length: 3 } as const;

/**
 * What wakes the helpers, as int32: `wake` counts, `work` is the number of the work that is to be done, `messages` counts changes. `loading` is how
 * many load koffi just now; when `closing` is 1, none begins.
 */
export const bell = { wake: 0, work: 1, messages: 2, loading: 3, closing: 4, length: 5 } as const;

export const mostRanges = 0xffff;

/** A range of one loop, as three int32: which loop, its first byte, the byte after its last. */
export const rangeLength = 3;

/** Work as a helper gets it. Loop i is the export `loop…` of the module; its parameters lie in `parameters` from `places[i]` on. */
export interface SharedWork {
  readonly id: number;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly exports: readonly string[];
  readonly ranges: Int32Array;
  readonly places: Int32Array;
  readonly parameters: Float64Array;
  readonly control: Int32Array;
}

/** Calls of C functions, and loops, as a helper gets them. Kernel 0 makes the call whose number is the first byte of a range; loops come after it. */
export interface SharedCalls
  extends Pick<SharedWork, 'id' | 'exports' | 'ranges' | 'places' | 'parameters' | 'control'>,
    Partial<Pick<SharedWork, 'memory' | 'module'>> {
  /** The file of koffi, which makes calls. */
  readonly koffi: string;
  /** Of each call: its function, what that takes, and where its result goes. */
  readonly addresses: BigInt64Array;
  /** Times that a helper looks for more before it sleeps: from one phase to the next. */
  readonly looks: number;
}

/** A function, three parameters, a result. */
export const callLength = 5;
