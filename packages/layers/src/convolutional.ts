import { expected } from '@latentkit/errors';
import { layers, type Sequential } from '@tensorflow/tfjs-layers';
import { type Activation, checkActivation } from './activation.ts';
import { assemble, type BuilderOptions, zeros } from './assemble.ts';
import { type Convolution, checkStack, convolvedShape } from './convolution.ts';
import { toPair } from './perAxis.ts';
import { checkImage, checkShape, sizeOf } from './sizes.ts';

export interface ConvolutionalOptions extends BuilderOptions {
  /** One image without the batch: [height, width, channels]. */
  readonly inputShape: readonly number[];
  readonly convolutions: readonly Convolution[];
  /** The last layer's output reshaped, e.g. [64] for an image of one pixel and 64 channels. */
  readonly outputShape?: readonly number[];
  /** Activation after each convolution but the last. */
  readonly activation?: Activation;
  /** Activation after the last convolution. */
  readonly outputActivation?: Activation;
}

/**
 * A stack of convolutions with PyTorch's padding (Conv2d): [batch, height, width, channels] → [batch, height′, width′, filters].
 *
 * @throws `SHAPE` for a kernel that does not fit, `OPTION` for sizes that are not whole numbers or an unknown activation
 * @example
 * const encoder = convolutional({
 *   inputShape: [28, 28, 1],
 *   convolutions: [
 *     { filters: 16, kernelSize: 3, stride: 2, padding: 1 }, // [14, 14, 16]
 *     { filters: 32, kernelSize: 3, stride: 2, padding: 1 }, // [7, 7, 32]
 *     { filters: 64, kernelSize: 7 }, // [1, 1, 64]
 *   ],
 *   outputShape: [64],
 * });
 */
export function convolutional({
  inputShape,
  convolutions,
  outputShape,
  activation = 'relu',
  outputActivation = 'linear',
  ...options
}: ConvolutionalOptions): Sequential {
  checkImage('convolutional, inputShape', inputShape);
  checkStack('convolutional, convolutions', convolutions);
  checkActivation('convolutional, activation', activation);
  checkActivation('convolutional, outputActivation', outputActivation);
  let shape: readonly number[] = inputShape;
  const steps = convolutions.flatMap((convolution, i) => {
    shape = convolvedShape(`convolutional, convolution ${i}`, shape, convolution);
    return convolve(convolution, i, i < convolutions.length - 1 ? activation : outputActivation);
  });
  if (outputShape !== undefined) checkReshape(shape, outputShape);
  return assemble(
    [
      layers.inputLayer({ inputShape: [...inputShape], name: 'input' }),
      ...steps,
      ...(outputShape === undefined ? [] : [layers.reshape({ targetShape: [...outputShape], name: 'reshape' })]),
    ],
    options,
  );
}

/** Not tfjs's padding 'same': with stride 2 it adds zeros at the bottom and the right only. */
function convolve(
  { filters, kernelSize, stride = 1, padding = 0 }: Convolution,
  i: number,
  activation: Activation,
): layers.Layer[] {
  const [rows, columns] = toPair(padding);
  const convolution = layers.conv2d({
    filters,
    kernelSize: toPair(kernelSize),
    strides: toPair(stride),
    padding: 'valid',
    activation,
    name: `conv_${i}`,
    ...zeros,
  });
  if (rows === 0 && columns === 0) return [convolution];
  const zeroPadding: [[number, number], [number, number]] = [
    [rows, rows],
    [columns, columns],
  ];
  return [layers.zeroPadding2d({ padding: zeroPadding, name: `padding_${i}` }), convolution];
}

function checkReshape(shape: readonly number[], outputShape: readonly number[]): void {
  checkShape('convolutional, outputShape', outputShape);
  if (sizeOf(shape) === sizeOf(outputShape)) return;
  throw expected({
    where: 'convolutional, outputShape',
    expected: `as many numbers as the last convolution gives, [${shape}]`,
    received: `[${outputShape}]`,
    todo: 'Change the convolutions or the output shape.',
    code: 'SHAPE',
  });
}
