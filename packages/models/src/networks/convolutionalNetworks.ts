import {
  type Activation,
  type Convolution,
  convolutional,
  initialize,
  mirror,
  transposedConvolutional,
} from '@latentkit/layers';
import type { Networks, Start } from './networks.ts';

/**
 * An encoder of convolutions that halve the image, each side to ⌈n / 2⌉, with a last one that covers what is left of it; and a decoder of the
 * transposed ones, back to the same size.
 *
 * @param options.imageShape [height, width, channels]
 * @param options.filters channels after each convolution that halves
 * @param options.encoder outputs: how many numbers it gives
 * @param options.decoder inputs: how many it takes; outputShape: of the same height and width as the image
 */
export function convolutionalNetworks({
  imageShape,
  filters,
  encoder: { outputs, ...encoderEnd },
  decoder: { inputs, outputShape, ...decoderEnd },
  activation = 'relu',
  ...start
}: Start & {
  readonly imageShape: readonly number[];
  readonly filters: readonly number[];
  readonly encoder: { readonly outputs: number; readonly outputActivation?: Activation };
  readonly decoder: {
    readonly inputs: number;
    readonly outputShape: readonly number[];
    readonly outputActivation?: Activation;
  };
}): Networks {
  const [height, width] = imageShape;
  const left = (side = 1) => Math.ceil(side / 2 ** filters.length);
  const convolutionsTo = (numbers: number): Convolution[] => [
    ...filters.map((channels) => ({ filters: channels, kernelSize: 3, stride: 2, padding: 1 })),
    { filters: numbers, kernelSize: [left(height), left(width)] },
  ];
  const encoder = convolutional({
    inputShape: imageShape,
    convolutions: convolutionsTo(outputs),
    outputShape: [outputs],
    activation,
    ...encoderEnd,
    name: 'encoder',
  });
  const decoder = transposedConvolutional({
    inputShape: [inputs],
    convolutions: mirror({ inputShape: outputShape, convolutions: convolutionsTo(inputs) }),
    activation,
    ...decoderEnd,
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], start);
  return { encoder, decoder };
}
