import { type Graph, inOrder } from '../graph/graph.ts';
import { rewrite } from './rewrite.ts';
import type { Rule } from './rule.ts';
import { shareCommon } from './shareCommon.ts';

/** Rounds after which a graph is left as it is: three are the most that a step was seen to take. */
const most = 8;

/** A rule everywhere, and what became equal shared, until nothing changes. */
export function settle(graph: Graph, rule: Rule): Graph {
  let current = shareCommon(graph);
  for (let round = 0; round < most; round++) {
    const before = inOrder(Object.values(current.outputs));
    current = shareCommon(rewrite(current, rule));
    const after = inOrder(Object.values(current.outputs));
    if (after.length === before.length && after.every((node, i) => node === before[i])) break;
  }
  return current;
}
