/** How ONNX Runtime runs a compiled step. The defaults were measured on the four jobs of `benchmarks/`. */
export interface RunOptions {
  /** Threads of one operation; 0 lets ONNX Runtime take one for each core. */
  readonly threads?: number;
  /** Threads that wait for work keep their core busy: faster steps, and a core that nobody else can use. */
  readonly spinning?: boolean;
}
