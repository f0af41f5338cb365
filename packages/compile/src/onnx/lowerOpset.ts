import { create } from '@bufbuild/protobuf';
import { expected } from '@latentkit/errors';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  type GraphProto,
  type ModelProto,
  type NodeProto,
} from './generated/onnx_pb.ts';
import { opset, opsetNeeds } from './opsets.ts';

/** Reductions that took their axes as an attribute before opset 18. */
const axesInput = 18;
const withAxes: ReadonlySet<string> = new Set(['ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd']);

/** The opset that brought an operator, or an attribute as we write it, where that is later than 13. */
const since: Readonly<Record<string, number>> = {
  BitwiseAnd: 18,
  Gelu: 20,
  LayerNormalization: 17,
  'ScatterElements.reduction': 16,
  'ScatterND.reduction': 16,
  'Shape.start': 15,
  'Shape.end': 15,
  'Split.num_outputs': 18,
};

/** Operators that mean the same from opset 13 on, of the types that we have. */
const steady: ReadonlySet<string> = new Set([
  ...['Abs', 'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Erf', 'Exp', 'Floor', 'Log'],
  ...['Neg', 'Reciprocal', 'Relu', 'Round', 'Sigmoid', 'Sign', 'Sin', 'Sinh', 'Sqrt', 'Tan', 'Tanh', 'Not', 'Softplus'],
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'Mod', 'And', 'Or', 'Xor', 'Where', 'Cast', 'Identity'],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'IsInf', 'IsNaN', 'Elu', 'Selu', 'LeakyRelu'],
  ...['HardSigmoid', 'Softmax', 'Reshape', 'Transpose', 'Expand', 'Tile', 'Slice', 'Concat', 'Pad', 'Split', 'Shape'],
  ...['Gather', 'GatherND', 'ScatterND', 'ScatterElements', 'CumSum', 'ArgMax', 'ArgMin', 'TopK', 'ReduceSum'],
  ...['Gemm', 'MatMul', 'Einsum', 'Conv', 'ConvTranspose', 'MaxPool', 'AveragePool', 'DequantizeLinear'],
]);

/**
 * Write a model for an older opset, in place: axes of reductions become attributes, everything else must mean the same there.
 *
 * @throws OPSET naming the first operator that the opset has not
 */
export function lowerOpset(model: ModelProto, wanted: number): void {
  const { irVersion } = opsetNeeds(wanted);
  const { graph } = model;
  if (!graph || wanted === opset) return;
  for (const node of graph.node) {
    const needed = neededBy(node);
    if (needed > wanted) throw tooOld(node.opType, wanted, needed);
    if (wanted < axesInput && withAxes.has(node.opType)) axesToAttribute(node, graph);
  }
  const used = new Set([...graph.node.flatMap(({ input }) => input), ...graph.output.map(({ name }) => name)]);
  graph.initializer = graph.initializer.filter(({ name }) => used.has(name));
  model.irVersion = BigInt(irVersion);
  for (const one of model.opsetImport) if (one.domain === '') one.version = BigInt(wanted);
}

/** The oldest opset that has this node as it is, or as it can be written. */
function neededBy({ opType, attribute }: NodeProto): number {
  if (withAxes.has(opType)) return 0;
  const own = since[opType] ?? (steady.has(opType) ? 0 : opset);
  return Math.max(own, ...attribute.map(({ name }) => since[`${opType}.${name}`] ?? 0));
}

function axesToAttribute(node: NodeProto, graph: GraphProto): void {
  const [data, axes] = node.input;
  if (data === undefined || axes === undefined) return;
  const stored = graph.initializer.find(({ name }) => name === axes);
  if (!stored) throw tooOld(`${node.opType} over axes that are computed`, axesInput - 1, axesInput);
  const { rawData } = stored;
  const ints = [...new BigInt64Array(rawData.slice().buffer)];
  node.input = [data];
  node.attribute.push(create(AttributeProtoSchema, { name: 'axes', type: AttributeType.INTS, ints }));
}

const tooOld = (operator: string, wanted: number, needed: number) =>
  expected({
    where: `opset ${wanted}`,
    expected: 'operators that it has',
    received: operator,
    todo: `Take opset ${needed} or newer.`,
    code: 'OPSET',
  });
