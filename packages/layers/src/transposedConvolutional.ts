import { expected } from '@latentkit/errors';
import { layers, type Sequential } from '@tensorflow/tfjs-layers';
import { type Activation, checkActivation } from './activation.ts';
import { assemble, type BuilderOptions, zeros } from './assemble.ts';
import { type Convolution, checkConvolution, checkStack } from './convolution.ts';
import { type Pair, type PerAxis, toPair } from './perAxis.ts';
import { checkImage, checkSizes } from './sizes.ts';

/** A transposed convolution as PyTorch's ConvTranspose2d has it: n rows become (n − 1)·stride − 2·padding + kernelSize + outputPadding. */
export interface TransposedConvolution extends Convolution {
  /** Rows and columns more at the bottom and the right, less than the stride; 0 by default. */
  readonly outputPadding?: PerAxis;
}

export interface TransposedConvolutionalOptions extends BuilderOptions {
  /** One image [height, width, channels], or a code [channels], which is taken for an image of one pixel. */
  readonly inputShape: readonly number[];
  readonly convolutions: readonly TransposedConvolution[];
  /** Activation after each convolution but the last. */
  readonly activation?: Activation;
  /** Activation after the last convolution. */
  readonly outputActivation?: Activation;
}

/**
 * A stack of transposed convolutions with PyTorch's padding (ConvTranspose2d): [batch, …inputShape] → [batch, height, width, filters].
 *
 * @throws `OPTION` for sizes that are not whole numbers, an outputPadding that is not below the stride, or an unknown activation
 * @example
 * const decoder = transposedConvolutional({
 *   inputShape: [64],
 *   convolutions: [
 *     { filters: 32, kernelSize: 7 }, // [7, 7, 32]
 *     { filters: 16, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1 }, // [14, 14, 16]
 *     { filters: 1, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1 }, // [28, 28, 1]
 *   ],
 *   outputActivation: 'sigmoid',
 * });
 */
export function transposedConvolutional({
  inputShape,
  convolutions,
  activation = 'relu',
  outputActivation = 'linear',
  ...options
}: TransposedConvolutionalOptions): Sequential {
  const where = 'transposedConvolutional';
  const image = inputShape.length === 1 ? [1, 1, ...inputShape] : [...inputShape];
  checkImage(`${where}, inputShape`, image);
  checkStack(`${where}, convolutions`, convolutions);
  checkActivation(`${where}, activation`, activation);
  checkActivation(`${where}, outputActivation`, outputActivation);
  let shape: readonly number[] = image;
  const steps = convolutions.flatMap((convolution, i) => {
    shape = transposedShape(`${where}, convolution ${i}`, shape, convolution);
    return transpose(convolution, i, i < convolutions.length - 1 ? activation : outputActivation);
  });
  return assemble(
    [
      layers.inputLayer({ inputShape: [...inputShape], name: 'input' }),
      ...(inputShape.length === 1 ? [layers.reshape({ targetShape: image, name: 'reshape' })] : []),
      ...steps,
    ],
    options,
  );
}

function transpose(convolution: TransposedConvolution, i: number, activation: Activation): layers.Layer[] {
  const { filters, kernelSize, stride = 1, padding = 0, outputPadding = 0 } = convolution;
  const [k, s, p, more] = [toPair(kernelSize), toPair(stride), toPair(padding), toPair(outputPadding)];
  const rows = alongAxis({ k: k[0], s: s[0], p: p[0], more: more[0] });
  const columns = alongAxis({ k: k[1], s: s[1], p: p[1], more: more[1] });
  const [zeroRows, zeroColumns] = [rows.zeros, columns.zeros];
  const cropping: [Pair, Pair] = [rows.crop, columns.crop];
  const transposed = layers.conv2dTranspose({
    filters,
    kernelSize: k,
    strides: s,
    padding: 'valid',
    activation,
    name: `transposed_${i}`,
    ...zeros,
  });
  return [
    ...(zeroRows + zeroColumns === 0
      ? []
      : [
          layers.zeroPadding2d({
            padding: [
              [0, zeroRows],
              [0, zeroColumns],
            ],
            name: `padding_${i}`,
          }),
        ]),
    transposed,
    ...(cropping.flat().every((size) => size === 0) ? [] : [layers.cropping2D({ cropping, name: `cropping_${i}` })]),
  ];
}

/**
 * tfjs's valid transposed convolution makes (n − 1)s + max(k, s) rows of n; PyTorch's keeps rows p to (n − 1)s + k − p + outputPadding of
 * these. Where that is beyond the last one, a row of zeros after the input makes s more, which hold the bias alone.
 */
function alongAxis({ k, s, p, more }: { k: number; s: number; p: number; more: number }): {
  zeros: number;
  crop: Pair;
} {
  const surplus = Math.max(k, s) - k + p - more;
  return surplus >= 0 ? { zeros: 0, crop: [p, surplus] } : { zeros: 1, crop: [p, surplus + s] };
}

/** [n, m, channels] → [(n − 1)s − 2p + k + outputPadding, the same for m, filters] */
function transposedShape(where: string, shape: readonly number[], convolution: TransposedConvolution): number[] {
  checkConvolution(where, convolution);
  const { filters, kernelSize, stride = 1, padding = 0, outputPadding = 0 } = convolution;
  const [k, s, p, more] = [toPair(kernelSize), toPair(stride), toPair(padding), toPair(outputPadding)];
  checkSizes(`${where}, outputPadding`, more, 0);
  if (more[0] >= s[0] || more[1] >= s[1]) {
    throw expected({
      where: `${where}, outputPadding`,
      expected: `less than the stride [${s}]`,
      received: `[${more}]`,
      todo: 'It decides which input size is meant, since a strided convolution maps several sizes to one.',
      code: 'OPTION',
    });
  }
  const sides = ([0, 1] as const).map(
    (axis) => ((shape[axis] as number) - 1) * s[axis] - 2 * p[axis] + k[axis] + more[axis],
  );
  if (sides.some((size) => size < 1)) {
    throw expected({
      where,
      expected: 'an output of at least one pixel',
      received: `padding [${p}], which leaves [${sides}] of [${shape}]`,
      todo: 'Use less padding or a larger kernel.',
      code: 'SHAPE',
    });
  }
  return [...sides, filters];
}
