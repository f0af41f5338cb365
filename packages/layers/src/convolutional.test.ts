import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { convolutional } from './convolutional.ts';

const lecture = [
  { filters: 16, kernelSize: 3, stride: 2, padding: 1 },
  { filters: 32, kernelSize: 3, stride: 2, padding: 1 },
  { filters: 64, kernelSize: 7 },
];

describe('convolutional', () => {
  it("makes the lecture's encoder: 28 → 14 → 7 → 1 pixel of 64 channels", () => {
    const model = convolutional({ inputShape: [28, 28, 1], convolutions: lecture });
    const shapes = model.layers.filter(({ name }) => name.startsWith('conv')).map(({ outputShape }) => outputShape);
    expect(shapes).toEqual([
      [null, 14, 14, 16],
      [null, 7, 7, 32],
      [null, 1, 1, 64],
    ]);
    // 3·3·1·16 + 16, 3·3·16·32 + 32, 7·7·32·64 + 64
    expect(model.countParams()).toBe(160 + 4640 + 100_416);
    expect(convolutional({ inputShape: [28, 28, 1], convolutions: lecture, outputShape: [64] }).outputShape).toEqual([
      null,
      64,
    ]);
  });

  it('takes other sizes along the height and the width', () => {
    const convolutions = [{ filters: 2, kernelSize: [3, 5], stride: [2, 1], padding: [1, 0] }] as const;
    const model = convolutional({ inputShape: [9, 9, 1], convolutions });
    expect(model.outputShape).toEqual([null, 5, 5, 2]);
  });

  it.each([
    [
      { inputShape: [28, 28], convolutions: lecture },
      'convolutional, inputShape: expected [height, width, channels], received [28,28]. Give the shape of one example, without the batch.',
    ],
    [
      { inputShape: [20, 20, 1], convolutions: lecture },
      'convolutional, convolution 2: expected a kernel that fits in its input [5,5,32] with padding [0,0], received kernel size [7,7]. Use a smaller kernel, more padding or fewer strides before it.',
    ],
    [
      { inputShape: [28, 28, 1], convolutions: [{ filters: 1.5, kernelSize: 3 }] },
      'convolutional, convolution 0, filters, kernelSize and stride: expected whole numbers of at least 1, received [1.5,3,3,1,1]. Sizes count units, pixels or channels.',
    ],
    [
      { inputShape: [28, 28, 1], convolutions: [{ filters: 1, kernelSize: 3, padding: -1 }] },
      'convolutional, convolution 0, padding: expected whole numbers of at least 0, received [-1,-1]. Sizes count units, pixels or channels.',
    ],
    [
      { inputShape: [28, 28, 1], convolutions: lecture, outputShape: [63] },
      'convolutional, outputShape: expected as many numbers as the last convolution gives, [1,1,64], received [63]. Change the convolutions or the output shape.',
    ],
    [
      { inputShape: [28, 28, 1], convolutions: [] },
      'convolutional, convolutions: expected at least one, received none. Describe the layers from input to output.',
    ],
  ])('refuses sizes that do not fit: case %#', (options, message) => {
    expect(() => convolutional(options)).toThrow(message);
  });
});
