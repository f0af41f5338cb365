import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { convolutional, heNormal, type Initializer, initialize, transposedConvolutional } from '@latentkit/layers';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import type { Networks } from '../networks/networks.ts';

export interface GridNetworksOptions {
  /** [height, width, channels], both sides multiples of 2 to the number of filters. */
  readonly imageShape?: readonly number[];
  /** Channels after each convolution that halves the image: as many halvings as filters. */
  readonly filters?: readonly number[];
  /** Give each channel indices of its own, by networks of one channel that all share: see `ImageCodes.planes`. */
  readonly separateChannels?: boolean;
  /** p(y|k); `bernoulli()` by default. */
  readonly likelihood?: Likelihood;
  /** `heNormal` by default: codes of a common size from the start, so that a codebook keeps them apart. */
  readonly initializer?: Initializer;
  readonly seed?: number;
}

/** What one network sees of an image, and how many of these there are. */
export function planesOfImage(
  imageShape: readonly number[],
  separateChannels: boolean,
): { readonly planeShape: readonly number[]; readonly planes: number } {
  const channels = imageShape.at(-1) as number;
  return separateChannels
    ? { planeShape: [...imageShape.slice(0, -1), 1], planes: channels }
    : { planeShape: imageShape, planes: 1 };
}

/** Halves both sides, each number from four of its own: what a cell becomes depends on its own pixels alone. */
const halve = { kernelSize: 2, stride: 2 } as const;
/** Doubles both sides, with an overlap, so that cells have no seams. */
const double = { kernelSize: 4, stride: 2, padding: 1 } as const;
/** Looks at the neighbours of a cell. */
const around = { kernelSize: 3, padding: 1 } as const;

/**
 * An encoder from an image to a vector for each cell of a grid, and a decoder back, of convolutions with ReLU. The encoder sees each cell by itself:
 * equal cells have equal indices, whatever lies beside them, which makes indices easy to predict. The decoder looks at neighbours.
 *
 * @see Yu et al. 2022, Vector-quantized image modeling with improved VQGAN, whose encoder starts from patches that do not overlap
 * @param options.numbers of a cell
 * @param options.outputs channels that the decoder gives
 * @throws `OPTION` for sizes that are not whole numbers, `SHAPE` for an image that cannot be halved so often
 */
export function gridNetworks(
  where: string,
  {
    imageShape,
    filters,
    numbers,
    outputs,
    initializer = heNormal,
    seed,
  }: {
    imageShape: readonly number[];
    filters: readonly number[];
    numbers: number;
    outputs: number;
    initializer?: Initializer | undefined;
    seed?: number | undefined;
  },
): Networks {
  checkOptions(where, { 'filters.length': filters.length, ...Object.fromEntries(filters.entries()) }, ranges.count);
  const factor = 2 ** filters.length;
  const [height = 0, width = 0] = imageShape;
  if (imageShape.length !== 3 || height % factor !== 0 || width % factor !== 0) {
    throw expected({
      where: `${where}, imageShape`,
      expected: `[height, width, channels] whose sides are multiples of ${factor}`,
      received: `[${imageShape}]`,
      todo: 'Use fewer filters, each of which halves the image, or pad the images.',
      code: 'SHAPE',
    });
  }
  const last = filters.at(-1) as number;
  const encoder = convolutional({
    inputShape: imageShape,
    convolutions: [
      ...filters.map((channels) => ({ filters: channels, ...halve })),
      { filters: last, kernelSize: 1 },
      { filters: numbers, kernelSize: 1 },
    ],
    name: 'encoder',
  });
  const decoder = transposedConvolutional({
    inputShape: [height / factor, width / factor, numbers],
    convolutions: [
      { filters: last, kernelSize: 1 },
      { filters: last, ...around },
      ...[outputs, ...filters.slice(0, -1)].reverse().map((channels) => ({ filters: channels, ...double })),
    ],
    name: 'decoder',
  });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], { initializer, seed });
  return { encoder, decoder };
}
