import type { Graph, Value } from '../graph/graph.ts';
import type { Costs } from '../lower/costs.ts';
import type { Crew } from '../tail/loopRunner.ts';
import type { Draw } from '../trace/draws.ts';
import type { SessionOptions } from './options.ts';
import type { Runtime, Session } from './runtime.ts';
import type { Sessions } from './sessions.ts';

export interface Machine {
  readonly runtime: Runtime;
  readonly sessions: Sessions<Session, SessionOptions>;
  readonly options: SessionOptions;
  /** What decides how its convolutions are computed. */
  readonly costs: Costs;
  /** Threads that help with what is not ONNX Runtime's, and that run shares of a batch. */
  readonly crew?: Crew;
  /** Threads that ONNX Runtime may use, where several runs can be made at once. */
  readonly threads?: number;
}

/** A traced step, optimised. */
export interface OptimisedStep {
  readonly graph: Graph;
  readonly draws: readonly Draw[];
  /** What inputs of the graph are, where they never change. */
  readonly constants: ReadonlyMap<string, Value>;
}
