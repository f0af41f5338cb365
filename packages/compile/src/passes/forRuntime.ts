import type { Graph } from '../graph/graph.ts';
import { gemmOfColumns } from './gemmOfColumns.ts';
import { gemmSum } from './gemmSum.ts';
import { reluMask } from './reluMask.ts';
import { rewrite } from './rewrite.ts';
import { shareCommon } from './shareCommon.ts';

/** What is left for ONNX Runtime, in the operations that it does fastest. */
export function forRuntime(graph: Graph): Graph {
  const joined = gemmSum(rewrite(graph, reluMask));
  return shareCommon(rewrite(joined, gemmOfColumns));
}
