import { toBinary } from '@bufbuild/protobuf';
import type { NamedTensors, NamedVariables } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { type DType, toValues } from '../graph/dtype.ts';
import { constant, type Graph, type Value } from '../graph/graph.ts';
import { numberOf } from '../graph/names.ts';
import { modelOf } from '../onnx/encode.ts';
import { ModelProtoSchema } from '../onnx/generated/onnx_pb.ts';
import { lowerOpset } from '../onnx/lowerOpset.ts';
import { opsetNeeds } from '../onnx/opsets.ts';
import { exportStages, through } from '../passes/stages.ts';
import type { InputSpec } from '../trace/signature.ts';
import { trace } from '../trace/trace.ts';
import { annotate, type Dimension } from './annotate.ts';
import { renamed } from './renamed.ts';
import { unify } from './unify.ts';

/** The shape of an input; `'batch'` stands for any number of examples. */
export type BatchShape = readonly (number | 'batch')[];

export interface ExportOptions {
  /** Each input by name: float32 of this shape. */
  readonly inputs: Readonly<Record<string, BatchShape>>;
  /** Every variable that the calculation reads. They keep these names in the model. */
  readonly state: NamedVariables;
  /** What the graph is called. */
  readonly name?: string;
  readonly description?: string;
  /** What inputs and outputs hold, by name: their units and range. */
  readonly about?: Readonly<Record<string, string>>;
  /** Further facts such as versions; the version of tfjs-core is there already. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Version of the ONNX operators: 21 by default, at least 13. `opsetNeeds` says what runs it. */
  readonly opset?: number | undefined;
}

type Calculation = (inputs: NamedTensors) => NamedTensors;

/** Primes, which no layer is likely to have as a width. */
const sizes = [997, 1009] as const;

/**
 * A calculation in tfjs operations as an ONNX model for any batch size, with its variables as named constants.
 *
 * Inputs and outputs are float32 in the shapes that tfjs has (images NHWC). It is traced at two batch sizes; what differs must be a shape.
 *
 * @returns the bytes of an `.onnx` file
 * @throws EXPORT_BATCH for an operation whose numbers depend on the size of the batch, EXPORT where a variable is changed or a name is used
 * twice, OPSET for an operator that the opset has not, TRACE_… where the calculation cannot be traced
 * @example
 * const bytes = exportOnnx(({ y }) => ({ distance: tf.sum(tf.square(tf.sub(y, center)), 1) }), {
 *   inputs: { y: ['batch', 2] },
 *   state: { center },
 * });
 */
export function exportOnnx(
  calculation: Calculation,
  { inputs, state, name = 'calculation', description = '', about = {}, metadata = {}, opset }: ExportOptions,
): Uint8Array {
  const needs = opsetNeeds(opset);
  const [one, two] = sizes.map((size) => graphAt(size, calculation, { inputs, state, opset: needs.opset })) as [
    Graph,
    Graph,
  ];
  const open = Object.entries(inputs).find(([, shape]) => shape.includes('batch'));
  const axis = open ? open[1].indexOf('batch') : 0;
  const graph = unify(one, two, { sizes, input: open?.[0] ?? '', axis });
  checkNames(graph, inputs, state);
  const shapes: [string, readonly Dimension[]][] = Object.entries(graph.outputs).map(([key, { shape }]) => [
    key,
    shape.map((length, i) => dimensionOf(length, two.outputs[key]?.shape[i])),
  ]);
  const model = annotate(modelOf(graph), {
    name,
    description,
    about,
    parameters: Object.fromEntries(Object.entries(state).map(([key, variable]) => [key, valuesOf(variable)])),
    shapes: { ...inputs, ...Object.fromEntries(shapes) },
    metadata: { 'tfjs-core': tf.version_core, onnxruntime: `>=${needs.onnxruntime}`, ...metadata },
  });
  lowerOpset(model, needs.opset);
  return toBinary(ModelProtoSchema, model);
}

/** The optimised graph for one size of the batch, under the caller's names. */
function graphAt(
  size: number,
  calculation: Calculation,
  { inputs, state, opset }: Pick<ExportOptions, 'inputs' | 'state' | 'opset'>,
): Graph {
  const signature = Object.entries(inputs).map(([name, shape]): [string, InputSpec] => [
    name,
    { kind: 'array', shape: shape.map((length) => (length === 'batch' ? size : length)) },
  ]);
  const { graph } = trace(calculation, Object.values(state), Object.fromEntries(signature));
  const changed = Object.keys(graph.outputs).flatMap((key) => numberOf('next', key) ?? [])[0];
  if (changed !== undefined) {
    throw expected({
      where: 'exportOnnx',
      expected: 'a computation that changes no variable',
      received: `an assignment to ${Object.keys(state)[changed]}`,
      todo: 'Export what runs after training: layers with { training: false }.',
      code: 'EXPORT',
    });
  }
  // A sum stays a sum: as a product it would hold how many rows there are.
  return through(renamed(graph, Object.keys(state)), exportStages(opset));
}

function dimensionOf(one: number, two: number | undefined): Dimension {
  if (one === two) return one;
  return one === sizes[0] && two === sizes[1] ? 'batch' : undefined;
}

function valuesOf(variable: tf.Variable): Value {
  const { shape } = variable;
  const dtype = variable.dtype as DType;
  return constant(dtype, shape, toValues(dtype, variable.dataSync() as Float32Array));
}

/** Inputs, variables and outputs share one space of names in a model, and an output must come from an input. */
function checkNames({ outputs }: Graph, inputs: ExportOptions['inputs'], state: NamedVariables): void {
  const names = [...Object.keys(inputs), ...Object.keys(state), ...Object.keys(outputs)];
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw expected({
      where: 'exportOnnx',
      expected: 'one name each for inputs, variables and outputs',
      received: `${twice} twice`,
      todo: 'Rename one of them.',
      code: 'EXPORT',
    });
  }
  const alone = Object.keys(outputs).find((name) => outputs[name]?.source.kind === 'constant');
  if (alone === undefined) return;
  throw expected({
    where: 'exportOnnx',
    expected: 'outputs that are computed from inputs',
    received: `${alone} from no input`,
    todo: 'Leave it out.',
    code: 'EXPORT',
  });
}
