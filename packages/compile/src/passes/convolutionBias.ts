import { conv2d, conv2dInput, type Pair, spacingOf } from '../graph/convolution.ts';
import { type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { reshape } from '../graph/ops.ts';

/** A convolution plus one number for each channel is a convolution with a bias. */
export function convolutionBias(node: Node): Value | undefined {
  if (node.op !== 'Add') return undefined;
  const [a, b] = node.inputs as readonly [Value, Value];
  return joined(a, b) ?? joined(b, a);
}

function joined(images: Value, bias: Value): Value | undefined {
  const made = producer(images);
  const channels = images.shape[3];
  const perChannel = sizeOf(bias.shape) === channels && bias.shape[bias.shape.length - 1] === channels;
  if (!made || made.inputs[2] || !perChannel || bias.shape.length > 4) return undefined;
  const [x, filter] = made.inputs as readonly [Value, Value];
  const sides = images.shape.slice(1, 3) as unknown as Pair;
  const row = reshape(bias, [channels as number]);
  if (made.op === 'Conv2D') return conv2d(x, filter, sides, spacingOf(made), row);
  return made.op === 'Conv2DBackpropInput' ? conv2dInput(x, filter, sides, spacingOf(made), row) : undefined;
}
