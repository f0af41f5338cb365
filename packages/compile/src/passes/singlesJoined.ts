import { type Graph, sizeOf, type Value } from '../graph/graph.ts';
import { graphName, isOf } from '../graph/names.ts';
import { concat, reshape } from '../graph/ops.ts';

/** Whether a result of a step is a single number, such as a loss. */
export const isSingle = (name: string, { dtype, shape }: Value): boolean =>
  isOf(name, 'out') && dtype === 'float32' && sizeOf(shape) === 1;

/** All such results as one array, in their order: they come back from a GPU in one crossing. */
export function singlesJoined({ inputs, outputs }: Graph): Graph {
  const singles = Object.entries(outputs).filter((output) => isSingle(...output));
  if (singles.length === 0) return { inputs, outputs };
  const others = Object.entries(outputs).filter((output) => !isSingle(...output));
  const parts = singles.map(([, value]) => reshape(value, [1]));
  const joined = parts.length === 1 ? (parts[0] as Value) : concat(parts, 0);
  return { inputs, outputs: Object.fromEntries([...others, [graphName('singles', ''), joined]]) };
}
