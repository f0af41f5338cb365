import { type Node, node, producer, type Value } from '../graph/graph.ts';
import { concat, reshape } from '../graph/ops.ts';

const activations = new Set(['Relu', 'Sigmoid', 'Tanh', 'LeakyRelu', 'Elu']);

/** An activation before a new shape or a joining of parts: then it follows its product directly, and ONNX Runtime fuses the two. */
export function sinkReshape(made: Node): Value | undefined {
  if (!activations.has(made.op)) return undefined;
  const x = made.inputs[0] as Value;
  const result = made.outputs[0] as Value;
  const apply = (part: Value) => node(made.op, [part], part, made.attributes);
  const before = producer(x, 'Reshape')?.inputs[0];
  if (before) return reshape(apply(before), result.shape);
  const joined = producer(x, 'Concat');
  if (!joined) return undefined;
  return concat((joined.inputs as readonly Value[]).map(apply), joined.attributes.axis as number);
}
