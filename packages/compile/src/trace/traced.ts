import type { Graph, Value } from '../graph/graph.ts';
import type { Draw } from './draws.ts';

/** A step as a graph. Inputs: `in/…`, `array/…`, `table/…` with `rows/…`, `draw/…`, `state/i`. Outputs: `out/…`, `next/i` where state i changes. */
export interface Traced {
  readonly graph: Graph;
  readonly draws: readonly Draw[];
  /** Every constant the step made, in order. */
  readonly constants: readonly Value[];
}
