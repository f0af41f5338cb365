/**
 * How ONNX Runtime runs a compiled step. Measured on two cores with the jobs of `benchmarks/` (A linear, B convolutional, C variational).
 * Its memory arena and memory pattern have no option here: without either, steps took as long within the noise of a shared machine (10 %), and memory was the
 * same within 30 MB, and without the arena alone job B held 1.2 GB rather than 0.3.
 */
export interface RunOptions {
  /** Threads of one operation; 0 lets ONNX Runtime take one for each core. Best steps of C: 1.8 ms on two, 3.1 on one; of A: 0.8 and 1.1. */
  readonly threads?: number;
  /**
   * Threads that wait for work keep their core busy, for 50 µs: a step of A takes 0.7 ms, and 1.0 without. Without an end, as ONNX Runtime
   * has it, a step is no faster, and far slower where others want the cores too (means of A: 4.6 ms against 2.3; of C: 6.5 against 4.0;
   * of B: 43 against 24).
   */
  readonly spinning?: boolean;
}

/** How long a thread spins before it sleeps: longer than most operations that one thread does alone. */
export const spinMicroseconds = '50';

/** What ONNX Runtime must not undo: transpositions that `gemmOfColumns` wrote out. */
export const disabledOptimizers = 'GemmTransposeFusion';

/** What a session is loaded with. */
export interface SessionOptions extends RunOptions {
  /** Its threads do not wait on a busy core between runs, where others have something to do then. */
  readonly rest?: boolean;
  /** Beginning of the name of a file for the times of each operation, written at release. Direct binding only. */
  readonly profile?: string;
}
