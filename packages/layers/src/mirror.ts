import { type Convolution, convolvedShape } from './convolution.ts';
import { type Pair, toPair } from './perAxis.ts';
import { checkImage } from './sizes.ts';
import type { TransposedConvolution } from './transposedConvolutional.ts';

/**
 * The transposed convolutions that take the output shape of these convolutions back to `inputShape`, last one first.
 * n = (n′ − 1)s − 2p + k + outputPadding with n′ = ⌊(n + 2p − k)/s⌋ + 1 gives outputPadding = (n + 2p − k) mod s.
 *
 * @param options.inputShape what the first convolution takes: [height, width, channels]
 * @example
 * const decoder = transposedConvolutional({ inputShape: [64], convolutions: mirror({ inputShape: [28, 28, 1], convolutions }) });
 */
export function mirror({
  inputShape,
  convolutions,
}: {
  inputShape: readonly number[];
  convolutions: readonly Convolution[];
}): TransposedConvolution[] {
  checkImage('mirror, inputShape', inputShape);
  let shape: readonly number[] = inputShape;
  const mirrored = convolutions.map((convolution, i) => {
    const before = shape;
    shape = convolvedShape(`mirror, convolution ${i}`, before, convolution);
    const { kernelSize, stride = 1, padding = 0 } = convolution;
    const [k, s, p] = [toPair(kernelSize), toPair(stride), toPair(padding)];
    const left = (axis: 0 | 1) => ((before[axis] as number) + 2 * p[axis] - k[axis]) % s[axis];
    const outputPadding: Pair = [left(0), left(1)];
    return { filters: before[2] as number, kernelSize, stride, padding, outputPadding };
  });
  return mirrored.reverse();
}
