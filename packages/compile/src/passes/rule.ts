import type { Node, Value } from '../graph/graph.ts';

/** What stands for the node's (only) result instead, or undefined to leave it; `before` is the node of the given graph that it was. */
export type Rule = (node: Node, before: Node) => Value | undefined;
