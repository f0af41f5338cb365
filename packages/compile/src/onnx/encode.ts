import { create, toBinary } from '@bufbuild/protobuf';
import { byteSize, type DType } from '../graph/dtype.ts';
import { type Attribute, type Graph, inOrder, node, type Value } from '../graph/graph.ts';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  type ModelProto,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from './generated/onnx_pb.ts';
import { opset, opsetNeeds } from './opsets.ts';

const dataTypes: Readonly<Record<DType, DataType>> = {
  float32: DataType.FLOAT,
  int32: DataType.INT32,
  bool: DataType.BOOL,
  int64: DataType.INT64,
  uint8: DataType.UINT8,
};

/** Operators of ONNX Runtime that ONNX has not. */
const contributed: ReadonlySet<string> = new Set(['FusedMatMul', 'MultiHeadAttention']);
const contributors = 'com.microsoft';

/** The graph as the bytes of an ONNX model. Inputs that no output needs are left out. */
export function encode(graph: Graph): Uint8Array {
  return toBinary(ModelProtoSchema, modelOf(graph));
}

/** The same before it is bytes. */
export function modelOf({ inputs, outputs }: Graph): ModelProto {
  const named = Object.entries(outputs).map(([name, value]) => [name, ownResult(value, outputs, name)] as const);
  const ordered = inOrder(named.map(([, value]) => value));
  const names = new Map<Value, string>(named.map(([name, value]) => [value, name]));
  const constants: Value[] = [];
  const used = new Set<string>();
  for (const { inputs: operands, outputs: results } of ordered) {
    for (const operand of operands) {
      if (operand?.source.kind === 'input') {
        used.add(operand.source.name);
        names.set(operand, operand.source.name);
      } else if (operand?.source.kind === 'constant' && !names.has(operand)) {
        names.set(operand, `constant/${constants.length}`);
        constants.push(operand);
      }
    }
    for (const result of results) if (!names.has(result)) names.set(result, `value/${names.size}`);
  }
  const nameOf = (value: Value | undefined) => (value ? (names.get(value) as string) : '');
  const fed = inputs.flatMap((value) =>
    value.source.kind === 'input' && used.has(value.source.name) ? [valueInfo(value.source.name, value)] : [],
  );
  return create(ModelProtoSchema, {
    irVersion: BigInt(opsetNeeds().irVersion),
    producerName: 'latentkit',
    opsetImport: [
      { domain: '', version: BigInt(opset) },
      ...(ordered.some(({ op }) => contributed.has(op)) ? [{ domain: contributors, version: 1n }] : []),
    ],
    graph: {
      name: 'step',
      node: ordered.map((step, i) =>
        create(NodeProtoSchema, {
          name: `${step.op}/${i}`,
          opType: step.op,
          domain: contributed.has(step.op) ? contributors : '',
          input: step.inputs.map(nameOf),
          output: step.outputs.map(nameOf),
          attribute: Object.entries(step.attributes).map(([name, value]) => attribute(name, value)),
        }),
      ),
      input: fed,
      output: named.map(([name, value]) => valueInfo(name, value)),
      initializer: constants.map((value) => initializer(nameOf(value), value)),
    },
  });
}

/** An output must be the result of a node, and each result has one name. */
function ownResult(value: Value, outputs: Graph['outputs'], name: string): Value {
  const first = Object.keys(outputs).find((key) => outputs[key] === value);
  return value.source.kind === 'node' && first === name ? value : node('Identity', [value], value);
}

function valueInfo(name: string, { dtype, shape }: Value) {
  const dim = shape.map((length) => ({ value: { case: 'dimValue' as const, value: BigInt(length) } }));
  const tensor = { elemType: dataTypes[dtype], shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: tensor } } });
}

/** A constant with its values. Little-endian, as every machine that runs JavaScript stores it. */
export function initializer(name: string, { dtype, shape, source }: Value) {
  const values = source.kind === 'constant' ? source.values : new Uint8Array();
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.length * byteSize(dtype));
  return create(TensorProtoSchema, { name, dims: shape.map(BigInt), dataType: dataTypes[dtype], rawData });
}

/** The graph names the type of a cast, ONNX numbers it. */
function attribute(name: string, given: Attribute) {
  const value = name === 'to' ? dataTypes[given as DType] : given;
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) });
  }
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
}
