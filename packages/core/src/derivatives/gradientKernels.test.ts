import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onEachBackend } from '../../testing/backends.ts';

type Map = (x: tf.Tensor) => tf.Tensor;

const tensor = (shape: number[], phase: number) =>
  tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(1.7 * i * i + 0.3 * i + phase)),
    shape,
  );
const inner = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b));
/** ∂⟨dy, f(x)⟩/∂x: for a linear f the adjoint Fᵀdy, wherever x is. */
const pullBack = (f: Map, x: tf.Tensor, dy: tf.Tensor) => tf.grad((x: tf.Tensor) => inner(dy, f(x)))(x);
const close = (a: tf.Tensor, b: tf.Tensor) => {
  const [left, right] = [a.dataSync()[0] as number, b.dataSync()[0] as number];
  expect(Math.abs(left - right)).toBeLessThan(2e-5 * Math.max(1, Math.abs(left)));
};

const sizes = fc.record({
  batch: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 4, max: 7 }),
  width: fc.integer({ min: 4, max: 7 }),
  channels: fc.integer({ min: 1, max: 3 }),
  window: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});
type Sizes = typeof sizes extends fc.Arbitrary<infer S> ? S : never;

const linear: Readonly<Record<string, (sizes: Sizes) => Map>> = {
  avgPool: ({ window, stride, pad }) => {
    return (x) => tf.avgPool(x as tf.Tensor4D, window, stride, pad);
  },
  resizeNearestNeighbor: ({ height, width, window }) => {
    return (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [height + window, 2 * width]);
  },
  resizeBilinear: ({ height, width, window }) => {
    return (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [height + window, 2 * width]);
  },
};
const bilinear: Readonly<
  Record<string, (sizes: Sizes) => { filter: number[]; f: (x: tf.Tensor, W: tf.Tensor) => tf.Tensor }>
> = {
  conv2d: ({ window, stride, pad, channels }) => ({
    filter: [window, window, channels, 2],
    f: (x, W) => tf.conv2d(x as tf.Tensor4D, W as tf.Tensor4D, stride, pad),
  }),
  depthwiseConv2d: ({ window, stride, pad, channels }) => ({
    filter: [window, window, channels, 2],
    f: (x, W) => tf.depthwiseConv2d(x as tf.Tensor4D, W as tf.Tensor4D, stride, pad),
  }),
};
const runs = { numRuns: 25 };

onEachBackend(() => {
  it.each(Object.entries(linear))('%s is linear: ⟨dy, f(x)⟩ = ⟨fᵀdy, x⟩, and so is its gradient', (_, make) => {
    fc.assert(
      fc.property(sizes, (sizes) => {
        tf.tidy(() => {
          const f = make(sizes);
          const x = tensor([sizes.batch, sizes.height, sizes.width, sizes.channels], 0);
          const y = f(x);
          const dy = tensor(y.shape, 1);
          close(inner(dy, y), inner(pullBack(f, x, dy), x));
          // fᵀ is linear in dy, and its adjoint is f.
          const g = tensor(x.shape, 2);
          const transposed: Map = (dy) => pullBack(f, x, dy);
          close(inner(g, transposed(dy)), inner(pullBack(transposed, dy, g), dy));
          close(inner(f(g), dy), inner(pullBack(transposed, dy, g), dy));
        });
      }),
      runs,
    );
  });

  it('maxPool reads, and its gradient writes, where the largest numbers stand', () => {
    fc.assert(
      fc.property(sizes, ({ batch, height, width, channels, window, stride, pad }) => {
        tf.tidy(() => {
          const f: Map = (x) => tf.maxPool(x as tf.Tensor4D, window, stride, pad);
          const x = tensor([batch, height, width, channels], 0);
          const y = f(x);
          const dy = tensor(y.shape, 1);
          // maxPool is homogeneous, so x·∇ gives it back (Euler), and its gradient is linear in dy.
          close(inner(dy, y), inner(pullBack(f, x, dy), x));
          const g = tensor(x.shape, 2);
          const transposed: Map = (dy) => pullBack(f, x, dy);
          close(inner(g, transposed(dy)), inner(pullBack(transposed, dy, g), dy));
        });
      }),
      runs,
    );
  });

  it.each(Object.entries(bilinear))('%s is bilinear, and so are both its gradients', (_, make) => {
    fc.assert(
      fc.property(sizes, (sizes) => {
        tf.tidy(() => {
          const { filter, f } = make(sizes);
          const x = tensor([sizes.batch, sizes.height, sizes.width, sizes.channels], 0);
          const W = tensor(filter, 1);
          const y = f(x, W);
          const dy = tensor(y.shape, 2);
          const value = inner(dy, y);
          const byInput = (W: tf.Tensor, dy: tf.Tensor) => pullBack((x) => f(x, W), x, dy);
          const byFilter = (x: tf.Tensor, dy: tf.Tensor) => pullBack((W) => f(x, W), W, dy);
          close(value, inner(byInput(W, dy), x));
          close(value, inner(byFilter(x, dy), W));
          // One step further each time gives ⟨dy, f(x, W)⟩ again.
          close(
            value,
            inner(
              pullBack((W) => byInput(W, dy), W, x),
              W,
            ),
          );
          close(
            value,
            inner(
              pullBack((dy) => byInput(W, dy), dy, x),
              dy,
            ),
          );
          close(
            value,
            inner(
              pullBack((x) => byFilter(x, dy), x, W),
              x,
            ),
          );
          close(
            value,
            inner(
              pullBack((dy) => byFilter(x, dy), dy, W),
              dy,
            ),
          );
        });
      }),
      runs,
    );
  });
});
