import { type Node, sizeOf, type Value } from '../graph/graph.ts';

/** The arrays of a node; the shape of a reshape and the axes of a sum are none. */
export function operandsOf(node: Node): readonly Value[] {
  return (node.op === 'Reshape' || node.op === 'ReduceSum' ? node.inputs.slice(0, 1) : node.inputs) as readonly Value[];
}

/** A sum over a whole array of float32. */
export function isSum({ op, inputs, outputs }: Node): boolean {
  const [result, x] = [outputs[0], inputs[0]];
  return op === 'ReduceSum' && result?.dtype === 'float32' && sizeOf(result.shape) === 1 && sizeOf(x?.shape ?? []) > 1;
}
