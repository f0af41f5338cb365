import type { RunShape } from '@latentkit/runs';

/** x → x W + b */
const affine = (inputs: number, outputs: number) => (inputs + 1) * outputs;

/** Weights of affine maps one after the other, of these widths. */
export const chained = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, width, i) => sum + affine(widths[i] as number, width), 0);

/** Numbers of one observation. */
export const numbersOf = ({ exampleShape }: Pick<RunShape, 'exampleShape'>): number =>
  exampleShape.reduce((product, size) => product * size, 1);

/** What the ends of two networks are beside their hidden layers. */
interface Ends {
  /** Numbers that the encoder gives, e.g. a mean and a variance for each of the code; those of the code by default. */
  readonly encoded?: number;
  /** Numbers beside observation and code, e.g. of a class; none by default. */
  readonly beside?: number;
  /** Numbers that the decoder gives for each of the observation; 1 by default. */
  readonly perNumber?: number;
}

/** Weights of dense layers down to a code and back, without building them. */
export function denseWeights(
  { hidden, latentSize }: { readonly hidden: readonly number[]; readonly latentSize: number },
  run: Pick<RunShape, 'exampleShape'>,
  { encoded = latentSize, beside = 0, perNumber = 1 }: Ends = {},
): number {
  const size = numbersOf(run);
  const down = chained([size + beside, ...hidden, encoded]);
  return down + chained([latentSize + beside, ...hidden.toReversed(), size * perNumber]);
}

/** Weights of convolutions of 3 × 3 that halve the image and one over all that is left, and of their mirror. */
export function convolutionalWeights(
  { filters, latentSize }: { readonly filters: readonly number[]; readonly latentSize: number },
  { exampleShape: [height = 1, width = 1, channels = 1] }: Pick<RunShape, 'exampleShape'>,
  { encoded = latentSize, perNumber = 1 }: Ends = {},
): number {
  const left = (side: number) => Math.ceil(side / 2 ** filters.length);
  const area = left(height) * left(width);
  const last = filters.at(-1) ?? channels;
  const depths = [channels, ...filters];
  const down = depths.slice(1).reduce((sum, depth, i) => sum + affine(9 * (depths[i] as number), depth), 0);
  const ends = [channels * perNumber, ...filters];
  const up = ends.slice(1).reduce((sum, depth, i) => sum + 9 * depth * (ends[i] as number) + (ends[i] as number), 0);
  // Without filters, the one transposed convolution makes the observation itself.
  const made = filters.length === 0 ? channels * perNumber : last;
  return down + affine(area * last, encoded) + up + area * latentSize * made + made;
}
