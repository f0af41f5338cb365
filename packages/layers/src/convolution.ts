import { expected } from '@latentkit/errors';
import { type PerAxis, toPair } from './perAxis.ts';
import { checkSizes } from './sizes.ts';

/** A convolution as PyTorch's Conv2d has it: zeros are added on all four sides, then the kernel moves over what it fits in. */
export interface Convolution {
  /** Output channels. */
  readonly filters: number;
  readonly kernelSize: PerAxis;
  /** 1 by default. */
  readonly stride?: PerAxis;
  /** Rows and columns of zeros on each side; 0 by default. */
  readonly padding?: PerAxis;
}

/**
 * The shape after a convolution: [n, m, channels] → [⌊(n + 2p − k)/s⌋ + 1, the same for m, filters].
 *
 * @throws `OPTION` for sizes that are not whole numbers, `SHAPE` for a kernel larger than the padded image
 */
export function convolvedShape(where: string, shape: readonly number[], convolution: Convolution): number[] {
  const { filters, kernelSize, stride = 1, padding = 0 } = convolution;
  checkConvolution(where, convolution);
  const [k, s, p] = [toPair(kernelSize), toPair(stride), toPair(padding)];
  const sides = ([0, 1] as const).map((axis) => {
    const room = (shape[axis] as number) + 2 * p[axis] - k[axis];
    if (room < 0) {
      throw expected({
        where,
        expected: `a kernel that fits in its input [${shape}] with padding [${p}]`,
        received: `kernel size [${k}]`,
        todo: 'Use a smaller kernel, more padding or fewer strides before it.',
        code: 'SHAPE',
      });
    }
    return Math.floor(room / s[axis]) + 1;
  });
  return [...sides, filters];
}

/** @throws `OPTION` for sizes that are not whole numbers */
export function checkConvolution(where: string, { filters, kernelSize, stride = 1, padding = 0 }: Convolution): void {
  checkSizes(`${where}, filters, kernelSize and stride`, [filters, ...toPair(kernelSize), ...toPair(stride)]);
  checkSizes(`${where}, padding`, toPair(padding), 0);
}

/** @throws `OPTION` for an empty stack */
export function checkStack(where: string, convolutions: readonly Convolution[]): void {
  if (convolutions.length > 0) return;
  throw expected({
    where,
    expected: 'at least one',
    received: 'none',
    todo: 'Describe the layers from input to output.',
    code: 'OPTION',
  });
}
