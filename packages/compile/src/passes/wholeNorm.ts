import { type Node, node, producer, type Value } from '../graph/graph.ts';
import { integersOf, splatOf } from './constants.ts';

/** g · (x − μ)/√(v + ε) + b of each vector along the last axis, with mean and variance by hand, as the one operation that ONNX has for it: ten before. */
export function wholeNorm({ op, inputs, outputs }: Node): Value | undefined {
  if (op !== 'Add') return undefined;
  const [scaled, bias] = inputs;
  const [unit, gain] = operands(scaled, 'Mul');
  const [centred, scale] = operands(unit, 'Mul');
  const [x, mean] = operands(centred, 'Sub');
  const [deviation] = operands(scale, 'Reciprocal');
  const [variance, added] = operands(operands(deviation, 'Sqrt')[0], 'Add');
  const [left, right] = operands(averaged(variance), 'Mul');
  const epsilon = splatOf(added);
  if (!x || !gain || !bias || epsilon === undefined) return undefined;
  if (averaged(mean) !== x || left !== centred || right !== centred) return undefined;
  const width = x.shape.at(-1);
  if (![gain, bias].every(({ shape }) => shape.length === 1 && shape[0] === width)) return undefined;
  return node('LayerNormalization', [x, gain, bias], outputs[0] as Value, { axis: -1, epsilon: { float: epsilon } });
}

const operands = (value: Value | undefined, op: string) => producer(value, op)?.inputs ?? [];

/** x of its mean along the last axis, which stays with length 1. */
function averaged(value: Value | undefined): Value | undefined {
  const made = producer(value, 'ReduceMean');
  const x = made?.inputs[0];
  const axes = integersOf(made?.inputs[1]);
  const isLast = axes?.length === 1 && axes[0] === (x?.shape.length ?? 0) - 1;
  return isLast && made?.attributes.keepdims === 1 ? x : undefined;
}
