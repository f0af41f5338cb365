import { toValues } from '../graph/dtype.ts';
import { constant, type Graph, inOrder, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { binary, reduce, reshape } from '../graph/ops.ts';
import { rewrite } from '../passes/rewrite.ts';

/**
 * Means of sums of … that end in a single number, written as numbers times sums over whole arrays: Σ over pixels, then the mean over the
 * images, becomes one Σ and a factor. Only where nothing else needs what lies between.
 */
export function joinSums(graph: Graph): Graph {
  const uses = new Map<Value, number>();
  const use = (value: Value | undefined) => value && uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const value of Object.values(graph.outputs)) use(value);
  for (const { inputs } of inOrder(Object.values(graph.outputs))) inputs.forEach(use);
  const own = (value: Value) => uses.get(value) === 1;
  return rewrite(graph, (node) => {
    const result = node.outputs[0] as Value;
    const x = node.inputs[0];
    if (!isReduction(node) || sizeOf(result.shape) !== 1 || !x || sizeOf(x.shape) === 1) return undefined;
    if (node.op === 'ReduceSum' && !isLinear(x, own)) return undefined;
    return reshape(times(sumOf(x, own), node.op === 'ReduceMean' ? 1 / sizeOf(x.shape) : 1), result.shape);
  });
}

const isReduction = ({ op, outputs }: Node) =>
  (op === 'ReduceSum' || op === 'ReduceMean') && outputs[0]?.dtype === 'float32';

/** Whether a sum over this value is one over other arrays: it is itself a sum, or a sum of those, or such times a number. */
function isLinear(x: Value, own: (value: Value) => boolean): boolean {
  const node = producer(x);
  if (!node || !own(x)) return false;
  if (isReduction(node)) return true;
  const operands = (node.op === 'Reshape' ? node.inputs.slice(0, 1) : node.inputs) as readonly Value[];
  if (node.op === 'Mul' && operands.every(({ shape }) => sizeOf(shape) > 1)) return false;
  return ['Add', 'Sub', 'Mul', 'Reshape'].includes(node.op) && operands.some((operand) => isLinear(operand, own));
}

/** The sum over all of x, of shape []. */
function sumOf(x: Value, own: (value: Value) => boolean): Value {
  const node = producer(x);
  if (!node || !isLinear(x, own)) return whole(x);
  const [a, b] = node.inputs as readonly [Value, Value];
  const size = sizeOf(x.shape);
  /** Of an operand that may be spread over x. */
  const spread = (operand: Value) => times(sumOf(operand, own), size / sizeOf(operand.shape));
  if (isReduction(node)) return times(sumOf(a, own), node.op === 'ReduceMean' ? size / sizeOf(a.shape) : 1);
  if (node.op === 'Reshape') return sumOf(a, own);
  if (node.op !== 'Mul') return binary(node.op as 'Add' | 'Sub', spread(a), spread(b));
  const [array, number] = sizeOf(a.shape) === 1 ? [b, a] : [a, b];
  return binary('Mul', sumOf(array, own), reshape(number, []));
}

function whole(x: Value): Value {
  const axes = x.shape.map((_, axis) => axis);
  return sizeOf(x.shape) === 1 ? reshape(x, []) : reduce('ReduceSum', x, axes);
}

const times = (x: Value, factor: number) =>
  factor === 1 ? x : binary('Mul', x, constant('float32', [], toValues('float32', [factor])));
