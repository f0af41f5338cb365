import type { Graph } from '../graph/graph.ts';
import { gemmSum } from './gemmSum.ts';
import { reluMask } from './reluMask.ts';
import { rewrite } from './rewrite.ts';

/** What is left for ONNX Runtime, in the operations that it does fastest. */
export function forRuntime(graph: Graph): Graph {
  return gemmSum(rewrite(graph, reluMask));
}
