import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { batchNormGradient } from './batchNormGradient.ts';
import { gradientKernels } from './gradientKernels.ts';
import { mirrorPadGradient } from './mirrorPadGradient.ts';
import { piecewiseConstant } from './piecewiseConstant.ts';
import { saveAfterRecording } from './saveAfterRecording.ts';
import { seluGradient } from './seluGradient.ts';
import { tileGradient } from './tileGradient.ts';

/**
 * Makes second and higher derivatives of tfjs 4.22 right, in this process, for every backend and whoever calls tf.grad.
 *
 * Without it tanh, sigmoid, exp, elu, softmax, logSoftmax, pow and whatever else saves its output (a tf.customGrad of one's own too)
 * give wrong ones without any error; leakyRelu, relu6, selu, prelu, max, min, clipByValue, pooling, resizing and a convolution's
 * filter throw. First derivatives keep their values; that of batchNorm costs half, and that of tile a sum rather than a slice for each repeat. May be called again: nothing is done twice.
 *
 * Not mended: tf.losses.softmaxCrossEntropy, and any tf.customGrad that saves what is neither its input nor its output, throw instead of a wrong
 * second derivative; localResponseNormalization, maxPool3d, conv3d and dilation2d throw as before.
 *
 * @throws GRADIENTS where nothing has registered tfjs's gradient functions: tfjs-core alone has none
 * @example
 * import '@tensorflow/tfjs-layers';
 * exactDerivatives();
 * const slope = tf.grad(tf.tanh);
 * tf.grad((x) => tf.sum(slope(x)))(tf.tensor1d([0.5])); // −2 tanh(½)(1 − tanh²(½)) = [−0.7269]
 */
export function exactDerivatives(): void {
  if (!tf.getGradient(tf.Add)) {
    throw expected({
      where: 'exactDerivatives',
      expected: "tfjs's gradient functions",
      received: 'none, for tfjs-core registers none by itself',
      todo: 'Import @tensorflow/tfjs-layers or @tensorflow/tfjs before: either registers them.',
      code: 'GRADIENTS',
    });
  }
  saveAfterRecording();
  for (const config of [
    ...piecewiseConstant,
    ...gradientKernels,
    seluGradient,
    mirrorPadGradient,
    batchNormGradient,
    tileGradient,
  ]) {
    if (tf.getGradient(config.kernelName) !== config) tf.registerGradient(config);
  }
}
