import { create } from '@bufbuild/protobuf';
import type { Value } from '../graph/graph.ts';
import { initializer } from '../onnx/encode.ts';
import {
  type ModelProto,
  StringStringEntryProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  type ValueInfoProto,
} from '../onnx/generated/onnx_pb.ts';

/** A length of an input or output; undefined is one that follows from the batch in another way. */
export type Dimension = number | 'batch' | undefined;

export interface Annotations {
  /** What the graph is called. */
  readonly name: string;
  readonly description: string;
  /** Constants in place of inputs, by name. */
  readonly parameters: Readonly<Record<string, Value>>;
  /** Shapes of the other inputs and of the outputs, by name. */
  readonly shapes: Readonly<Record<string, readonly Dimension[]>>;
  /** What inputs and outputs hold, by name. */
  readonly about: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Writes into a model what a graph does not know: values of parameters, the symbolic batch, and words. */
export function annotate(model: ModelProto, annotations: Annotations): ModelProto {
  const { name, description, parameters, about, metadata } = annotations;
  const { graph } = model;
  if (!graph) return model;
  graph.name = name;
  graph.docString = description;
  model.docString = description;
  model.metadataProps = Object.entries(metadata).map(([key, value]) =>
    create(StringStringEntryProtoSchema, { key, value }),
  );
  const isParameter = (info: ValueInfoProto) => Object.hasOwn(parameters, info.name);
  const used = graph.input.filter(isParameter).map((info) => initializer(info.name, parameters[info.name] as Value));
  graph.initializer = [...used, ...graph.initializer];
  graph.input = graph.input.filter((info) => !isParameter(info));
  for (const info of [...graph.input, ...graph.output]) {
    info.docString = about[info.name] ?? '';
    const type = info.type?.value;
    const shape = annotations.shapes[info.name];
    if (type?.case === 'tensorType' && shape) {
      type.value.shape = create(TensorShapeProtoSchema, { dim: shape.map(dimension) });
    }
  }
  return model;
}

function dimension(length: Dimension) {
  if (length === undefined) return create(TensorShapeProto_DimensionSchema, {});
  if (length === 'batch') {
    return create(TensorShapeProto_DimensionSchema, { value: { case: 'dimParam', value: length } });
  }
  return create(TensorShapeProto_DimensionSchema, { value: { case: 'dimValue', value: BigInt(length) } });
}
