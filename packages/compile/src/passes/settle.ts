import type { Graph } from '../graph/graph.ts';
import { rewrite } from './rewrite.ts';
import type { Rule } from './rule.ts';
import { shareCommon } from './shareCommon.ts';

/** Rounds after which a graph is left as it is: three are the most that a step was seen to take. */
const most = 8;

/** A rule everywhere, and what became equal shared, until nothing changes. */
export function settle(graph: Graph, rule: Rule): Graph {
  let current = shareCommon(graph);
  for (let round = 0; round < most; round++) {
    const next = shareCommon(rewrite(current, rule));
    // What nothing was done to is the same value.
    const still = Object.entries(next.outputs).every(([name, value]) => value === current.outputs[name]);
    current = next;
    if (still) break;
  }
  return current;
}
