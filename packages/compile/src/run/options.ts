/**
 * How ONNX Runtime runs a compiled step. Measured on two cores with the jobs of `benchmarks/` (A linear, B convolutional, C variational).
 * Its memory arena and memory pattern have no option here: without either, steps took as long within the noise of a shared machine (10 %), and memory was the
 * same within 30 MB, and without the arena alone job B held 1.2 GB rather than 0.3.
 */
export interface RunOptions {
  /** Threads of one operation; 0 lets ONNX Runtime take one for each core. Best steps of C: 1.8 ms on two, 3.1 on one; of A: 0.8 and 1.1. */
  readonly threads?: number;
  /**
   * Threads that wait for work keep their core busy: faster steps on a machine of one's own (C: 1.9 ms against 2.6), slower ones
   * where others want the cores too (means of C: 5.9 ms against 4.4; of B: 29 against 11).
   */
  readonly spinning?: boolean;
}

/** What a session is loaded with. */
export interface SessionOptions extends RunOptions {
  /** Its threads do not wait on a busy core between runs, where others have something to do then. */
  readonly rest?: boolean;
  /** Beginning of the name of a file for the times of each operation, written at release. Direct binding only. */
  readonly profile?: string;
}
