import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { transposedConvolutional } from './transposedConvolutional.ts';

interface Axis {
  readonly n: number;
  readonly k: number;
  readonly s: number;
  readonly p: number;
  readonly more: number;
}

/** y[i·s + j − p] = b + Σ x[i]·w[j], along one axis, by definition. */
function transposed(x: number[], w: number[], b: number, { n, k, s, p, more }: Axis): number[] {
  const y = new Array<number>((n - 1) * s - 2 * p + k + more).fill(b);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      const at = i * s + j - p;
      if (at in y) y[at] = (y[at] as number) + (x[i] as number) * (w[j] as number);
    }
  }
  return y;
}

describe('transposedConvolutional', () => {
  it("makes the lecture's decoder: 1 → 7 → 14 → 28 pixels", () => {
    const model = transposedConvolutional({
      inputShape: [64],
      convolutions: [
        { filters: 32, kernelSize: 7 },
        { filters: 16, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1 },
        { filters: 1, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1 },
      ],
      outputActivation: 'sigmoid',
    });
    expect(model.outputShape).toEqual([null, 28, 28, 1]);
    // 7·7·64·32 + 32, 3·3·32·16 + 16, 3·3·16·1 + 1
    expect(model.countParams()).toBe(100_384 + 4624 + 145);
    const pixels = (model.predict(tf.zeros([2, 64])) as tf.Tensor).dataSync();
    expect(pixels.every((pixel) => pixel > 0 && pixel < 1)).toBe(true);
  });

  it.each<Axis>([
    { n: 3, k: 3, s: 2, p: 1, more: 1 },
    { n: 3, k: 3, s: 2, p: 0, more: 1 }, // a row that no input reaches
    { n: 4, k: 3, s: 1, p: 1, more: 0 },
    { n: 3, k: 2, s: 3, p: 0, more: 0 }, // gaps between the inputs
    { n: 3, k: 1, s: 3, p: 0, more: 2 },
    { n: 4, k: 5, s: 3, p: 1, more: 2 },
    { n: 3, k: 4, s: 2, p: 3, more: 1 },
  ])(
    'is the definition along either axis: $n inputs, kernel $k, stride $s, padding $p, output padding $more',
    (axis) => {
      const { n, k, s, p, more } = axis;
      const x = Array.from({ length: n }, (_, i) => i + 1);
      const w = Array.from({ length: k }, (_, j) => 10 * (j + 1));
      const wanted = transposed(x, w, 0.5, axis);
      for (const along of [0, 1] as const) {
        const pair = (value: number, other: number): [number, number] =>
          along === 0 ? [value, other] : [other, value];
        const model = transposedConvolutional({
          inputShape: [...pair(n, 1), 1],
          convolutions: [
            {
              filters: 1,
              kernelSize: pair(k, 1),
              stride: pair(s, 1),
              padding: pair(p, 0),
              outputPadding: pair(more, 0),
            },
          ],
        });
        model.setWeights([tf.tensor(w, [...pair(k, 1), 1, 1]), tf.tensor1d([0.5])]);
        const y = model.predict(tf.tensor(x, [1, ...pair(n, 1), 1])) as tf.Tensor;
        expect(y.shape).toEqual([1, ...pair(wanted.length, 1), 1]);
        expect([...y.dataSync()]).toEqual(wanted);
      }
    },
  );

  it.each([
    [
      { inputShape: [64], convolutions: [{ filters: 1, kernelSize: 3, outputPadding: 1 }] },
      'transposedConvolutional, convolution 0, outputPadding: expected less than the stride [1,1], received [1,1]. It decides which input size is meant, since a strided convolution maps several sizes to one.',
    ],
    [
      { inputShape: [64], convolutions: [{ filters: 1, kernelSize: 2, padding: 1 }] },
      'transposedConvolutional, convolution 0: expected an output of at least one pixel, received padding [1,1], which leaves [0,0] of [1,1,64]. Use less padding or a larger kernel.',
    ],
    [
      { inputShape: [7, 7], convolutions: [{ filters: 1, kernelSize: 2 }] },
      'transposedConvolutional, inputShape: expected [height, width, channels], received [7,7]. Give the shape of one example, without the batch.',
    ],
    [
      { inputShape: [7], convolutions: [] },
      'transposedConvolutional, convolutions: expected at least one, received none. Describe the layers from input to output.',
    ],
  ])('refuses sizes that do not fit: case %#', (options, message) => {
    expect(() => transposedConvolutional(options)).toThrow(message);
  });
});
