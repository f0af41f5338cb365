import { type Graph, inOrder, type Node, sameShape, sizeOf, type Value } from '../graph/graph.ts';
import { binary, scalar, unary } from '../graph/ops.ts';
import { splatOf } from './constants.ts';
import { decay, ofDecay } from './exactFunctions.ts';
import { rewrite } from './rewrite.ts';

/**
 * Where log(1 + e^−|x|) is summed and nothing else, as in a cross-entropy, 6e-8 of each term is lost in the sum anyway: the plain logarithm
 * does, which the fused loops sum as the logarithm of a product. It is also −log max(σ, 1 − σ) with σ = 1/(1 + e⁻ˣ). Where the step
 * computes σ anyway, as the gradient of a cross-entropy does, no exponential is left: the sum over 100 352 pixels takes 0.04 ms
 * instead of 0.18.
 */
export function summedSoftplus(graph: Graph): Graph {
  const ordered = inOrder(Object.values(graph.outputs));
  const sigmoids = new Map<Value, Value>();
  for (const { op, inputs, outputs } of ordered)
    if (op === 'Sigmoid') sigmoids.set(inputs[0] as Value, outputs[0] as Value);
  const summed = onlySummed(graph, ordered);
  return rewrite(graph, function plainWhereSummed(node, before) {
    const x = node.op === 'Softplus' ? node.inputs[0] : node.op === 'Log1p' ? ofDecay(node.inputs[0]) : undefined;
    if (!x || !summed.has(before.outputs[0] as Value)) return undefined;
    const sigmoid = sigmoids.get(x);
    const tail =
      sigmoid && sameShape(sigmoid.shape, x.shape)
        ? unary('Neg', unary('Log', binary('Max', sigmoid, binary('Sub', scalar(1), sigmoid))))
        : unary('Log', binary('Add', scalar(1), decay(x)));
    return node.op === 'Softplus' ? binary('Add', unary('Relu', x), tail) : tail;
  });
}

/** Values that end in sums over several numbers and nowhere else. */
function onlySummed(graph: Graph, ordered: readonly Node[]): ReadonlySet<Value> {
  const loose = new Set(Object.values(graph.outputs));
  const used = new Set<Value>();
  for (const node of [...ordered].reverse()) {
    const result = node.outputs[0] as Value;
    const ends = isSum(node) || (isLinear(node) && used.has(result) && !loose.has(result));
    for (const operand of node.inputs) {
      if (!operand) continue;
      used.add(operand);
      if (!ends) loose.add(operand);
    }
  }
  return new Set([...used].filter((value) => !loose.has(value)));
}

const isSum = ({ op, inputs }: Node) =>
  op === 'ReduceSum' || op === 'ReduceMean' || (op === 'MatMul' && splatOf(inputs[0]) !== undefined);

/** Arithmetic that an error of a term passes through as it is, or times a number. */
const isLinear = ({ op, inputs }: Node) =>
  ['Add', 'Sub', 'Neg', 'Reshape'].includes(op) ||
  (op === 'Mul' && inputs.some((operand) => sizeOf(operand?.shape ?? []) === 1));
