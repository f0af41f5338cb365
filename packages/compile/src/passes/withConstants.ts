import type { Graph, Value } from '../graph/graph.ts';
import { rewrite } from './rewrite.ts';
import { sinkTranspose } from './sinkTranspose.ts';

/** The graph with some inputs, by name, as constants: ONNX Runtime lays them out once as it wants them. */
export function withConstants(graph: Graph, constants: ReadonlyMap<string, Value>): Graph {
  if (constants.size === 0) return graph;
  const { inputs, outputs } = graph;
  const constantOf = ({ source }: Value) => (source.kind === 'input' ? constants.get(source.name) : undefined);
  const given = new Map(inputs.flatMap((value) => [[value, constantOf(value)] as const]).filter(isGiven));
  const left = inputs.filter((value) => !given.has(value));
  return rewrite({ inputs: left, outputs }, sinkTranspose, given);
}

const isGiven = (pair: readonly [Value, Value | undefined]): pair is readonly [Value, Value] => pair[1] !== undefined;
