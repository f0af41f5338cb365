import { axesOf } from './convolution.ts';
import { type Graph, inOrder, type Node, sizeOf, type Value } from './graph.ts';
import { gemmOptions } from './ops.ts';

/**
 * Multiplications and additions of a graph's products, two for each pair of factors: what a step cannot do without, as it is written. Elementwise operations are
 * left out, and so are the places of a window that lie outside of an image.
 */
export const flop = ({ outputs }: Graph): number =>
  inOrder(Object.values(outputs)).reduce((sum, node) => sum + 2 * products(node), 0);

function products(node: Node): number {
  const [a, b] = node.inputs as readonly [Value, Value];
  const result = sizeOf(node.outputs[0]?.shape ?? []);
  if (node.op.endsWith('MatMul')) return result * (a.shape.at(gemmOptions(node).transA ? -2 : -1) as number);
  if (node.op === 'Gemm') return result * (a.shape[gemmOptions(node).transA ? 0 : 1] as number);
  if (!node.op.startsWith('Conv2D')) return 0;
  const [image, channels] =
    node.op === 'Conv2DBackpropInput'
      ? [node.outputs[0] as Value, a]
      : [a, node.op === 'Conv2D' ? (node.outputs[0] as Value) : b];
  const pairs = axesOf(node).map(({ input, output, kernel, stride, dilation, pad }) => {
    let inside = 0;
    for (let o = 0; o < output; o++)
      for (let k = 0; k < kernel; k++) {
        const at = o * stride - pad + k * dilation;
        if (at >= 0 && at < input) inside++;
      }
    return inside;
  }) as [number, number];
  return (image.shape[0] as number) * pairs[0] * pairs[1] * (image.shape[3] as number) * (channels.shape[3] as number);
}
