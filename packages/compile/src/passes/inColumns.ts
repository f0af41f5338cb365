import { batchOf } from '../graph/batchOf.ts';
import { type Graph, inOrder, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { gemm, gemmOptions, type ReduceOp, reduce, transpose } from '../graph/ops.ts';
import { arithmetic, product, transposer } from './across.ts';
import { integersOf } from './constants.ts';
import { foldIdentity } from './foldIdentity.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { rewrite } from './rewrite.ts';
import type { Rule } from './rule.ts';
import { turned } from './turned.ts';
import { stateOf } from './turnStates.ts';

/** Numbers in a matrix of weights from which it does not stay in a core's cache (1 MB) until it is read again. */
const wide = 2 ** 18;
/** Images for which the numbers that must be transposed are compared with those of wide weights. */
const images = 256;

/**
 * A step whose layers compute hᵀ = Wᵀ·xᵀ, one column an image, instead of h = x·W. ONNX Runtime packs the right factor of a product and
 * reads the left one as it lies, and a batch is smaller than wide weights are; the gradient dWᵀ = dhᵀ·x then has both its factors in
 * rows. Steps of 784-400-20 and 784-512-256-16 take 4 to 5 % less.
 *
 * The graph itself where no weights are wide, or more than their numbers would have to be transposed for `images`: the size of the batch
 * decides nothing, so that a run that is resumed at a shorter, last batch goes on with the same bits.
 */
export function inColumns(graph: Graph): Graph {
  const gain = wideWeights(graph);
  const [first] = inOrder(Object.values(graph.outputs)).filter(hasRowsOfLeft);
  if (gain === 0 || !first) return graph;
  const known = new Map<Value, Value>();
  rewrite(graph, ruleOf(transposer(known)));
  // What is in both layouts, as data that a first layer and the cost read, is kept in one.
  const given = new Map([...known].map(([value, across]) => [value, transpose(across, [1, 0])]));
  const next = rewrite(graph, ruleOf(transposer(known)), given);
  const [before, after] = [transpositions(graph), transpositions(next)];
  // A convolution's product has a row for each place of an image.
  const rows = batchOf(graph) ?? (first.outputs[0]?.shape[0] as number);
  const loss = (images / rows) * (total(after) - total(before));
  return after.filter(isState).length > before.filter(isState).length || loss > gain ? graph : next;
}

const ruleOf =
  (across: (value: Value) => Value): Rule =>
  (made, before) =>
    turn(made, before, across) ?? foldIdentity(made) ?? gemmOfTranspose(made) ?? reduction(made) ?? sumOfRows(made);

/** A product that has the rows of its left factor, and what is computed with such products element by element. */
function turn(made: Node, before: Node, across: (value: Value) => Value): Value | undefined {
  const { shape } = made.outputs[0] as Value;
  if (shape.length !== 2 || shape.includes(1)) return undefined;
  const some = made.inputs.some((operand) => operand && turned(operand));
  const result =
    (hasRowsOfLeft(before) ? product(made, across) : undefined) ?? (some ? arithmetic(made, across) : undefined);
  return result && transpose(result, [1, 0]);
}

/** X·W, the rows of a batch times weights; not Xᵀ·Y nor W·X. */
const hasRowsOfLeft = (node: Node) => node.op === 'Gemm' && !gemmOptions(node).transA && !isState(node.inputs[0]);

/** A sum over one axis of xᵀ is one over the other axis of x. */
function reduction(made: Node): Value | undefined {
  const x = made.op.startsWith('Reduce') ? turned(made.inputs[0] as Value) : undefined;
  const axes = integersOf(made.inputs[1]);
  if (!x || !axes) return undefined;
  const keep = made.attributes.keepdims === 1;
  const result = reduce(
    made.op as ReduceOp,
    x,
    axes.map((axis) => 1 - axis),
    keep,
  );
  return keep ? transpose(result, [1, 0]) : result;
}

/** ones[1, m] · xᵀ[m, n], with x as it lies. */
function sumOfRows(made: Node): Value | undefined {
  if (made.op !== 'MatMul') return undefined;
  const [ones, rows] = made.inputs as readonly [Value, Value];
  const x = turned(rows);
  return x && ones.shape[0] === 1 && ones.shape.length === 2 ? gemm(ones, x, { transB: true }) : undefined;
}

const isState = (value: Value | undefined) => value !== undefined && stateOf(value) !== undefined;

/** The numbers in the wide weights that are multiplied by. */
const wideWeights = ({ outputs }: Graph): number => {
  const factors = inOrder(Object.values(outputs)).flatMap(({ op, inputs }) =>
    op === 'Gemm' ? inputs.slice(0, 2) : [],
  );
  return total(new Set(factors.filter((value) => isState(value) && sizeOf(value?.shape ?? []) >= wide)));
};

/** What is transposed. */
const transpositions = ({ outputs }: Graph): (Value | undefined)[] =>
  inOrder(Object.values(outputs))
    .filter(({ op }) => op === 'Transpose')
    .map(({ inputs }) => inputs[0]);

const total = (values: Iterable<Value | undefined>): number => {
  let sum = 0;
  for (const value of values) sum += sizeOf(value?.shape ?? []);
  return sum;
};
