import { axesOf } from '../graph/convolution.ts';
import type { Node, Value } from '../graph/graph.ts';
import { lowerConvolution } from './convolution.ts';
import type { Costs } from './costs.ts';
import { standardConvolution } from './standardConvolution.ts';

/**
 * Convolutions as products, but for the gradient of an input with a stride (a transposed convolution): its phases would be a dozen kernels, where ONNX's
 * ConvTranspose is three.
 */
export function deviceConvolution(costs: Costs) {
  const lower = lowerConvolution(costs);
  return (node: Node): Value | undefined =>
    node.op === 'Conv2DBackpropInput' && axesOf(node).some(({ stride }) => stride > 1)
      ? standardConvolution(node)
      : lower(node);
}
