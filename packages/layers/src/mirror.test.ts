import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { convolutional } from './convolutional.ts';
import { mirror } from './mirror.ts';
import { transposedConvolutional } from './transposedConvolutional.ts';

describe('mirror', () => {
  it("turns the lecture's encoder into its decoder", () => {
    const convolutions = [
      { filters: 16, kernelSize: 3, stride: 2, padding: 1 },
      { filters: 32, kernelSize: 3, stride: 2, padding: 1 },
      { filters: 64, kernelSize: 7 },
    ];
    expect(mirror({ inputShape: [28, 28, 1], convolutions })).toEqual([
      { filters: 32, kernelSize: 7, stride: 1, padding: 0, outputPadding: [0, 0] },
      { filters: 16, kernelSize: 3, stride: 2, padding: 1, outputPadding: [1, 1] },
      { filters: 1, kernelSize: 3, stride: 2, padding: 1, outputPadding: [1, 1] },
    ]);
  });

  it.each([
    [9, 12, 3, 2, 1],
    [8, 7, 4, 2, 1],
    [11, 10, 5, 3, 0],
    [7, 9, 2, 4, 1],
  ])(
    'takes the output shape back to %i × %i pixels: kernel %i, stride %i, padding %i',
    (height, width, kernelSize, stride, padding) => {
      const inputShape = [height, width, 3];
      const convolutions = [{ filters: 5, kernelSize, stride, padding }];
      const code = convolutional({ inputShape, convolutions }).outputShape.slice(1) as number[];
      const decoder = transposedConvolutional({ inputShape: code, convolutions: mirror({ inputShape, convolutions }) });
      expect(decoder.outputShape).toEqual([null, ...inputShape]);
    },
  );
});
