import { expected } from '@latentkit/errors';
import { node, type Value } from '../graph/graph.ts';
import { binary, compare, scalar, unary, where } from '../graph/ops.ts';

/** selu(x) = scale · (x > 0 ? x : alpha · (e^x − 1)), Klambauer et al. 2017, https://arxiv.org/abs/1706.02515 */
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

/** The activations that tfjs fuses into a product or a convolution. */
export function activate(x: Value, name = 'linear', { alpha = 0.2, slope }: { alpha?: number; slope?: Value } = {}) {
  const zero = scalar(0);
  switch (name) {
    case 'linear':
      return x;
    case 'relu':
      return unary('Relu', x);
    case 'relu6':
      return binary('Min', unary('Relu', x), scalar(6));
    case 'sigmoid':
      return unary('Sigmoid', x);
    case 'elu':
      return node('Elu', [x], x, { alpha: { float: 1 } });
    case 'selu':
      return node('Selu', [x], x, { alpha: { float: seluAlpha }, gamma: { float: seluScale } });
    case 'leakyrelu':
      return node('LeakyRelu', [x], x, { alpha: { float: alpha } });
    case 'prelu':
      return where(compare('Less', x, zero), binary('Mul', x, slope as Value), x);
    default:
      throw expected({
        where: 'activation',
        expected: 'linear, relu, relu6, sigmoid, elu, selu, leakyrelu or prelu',
        received: name,
        todo: 'Write the activation as a separate operation.',
        code: 'TRACE_KERNEL',
      });
  }
}
