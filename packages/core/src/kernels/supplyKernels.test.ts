import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../testing/backends.ts';
import { deviation } from '../../testing/float64.ts';
import { supplyKernels } from './supplyKernels.ts';

type Numbers = Float32Array[];

/** Numbers that repeat nowhere and are the same in every run. */
const tensor = (shape: number[], phase = 0) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin(1.7 * i * i + 0.3 * i + phase)),
    shape,
  );
};

async function on(backend: string, compute: () => tf.Tensor[]): Promise<Numbers> {
  await useBackend(backend);
  const buffers = tf.backend().numDataIds();
  const numbers = tf.tidy(() => compute().map((result) => result.dataSync<'float32'>()));
  expect(tf.backend().numDataIds()).toBe(buffers);
  return numbers;
}

/** Largest deviation of wasm from cpu over all results. */
async function apart(compute: () => tf.Tensor[]): Promise<number> {
  const cpu = await on('cpu', compute);
  const wasm = await on('wasm', compute);
  return Math.max(...wasm.map((numbers, i) => deviation(numbers, cpu[i] as Float32Array)));
}

/** Vector-Jacobian products of f at the inputs, for a dy that is not constant. */
const gradients = (f: (...inputs: tf.Tensor[]) => tf.Tensor, ...inputs: tf.Tensor[]) =>
  tf.grads((...inputs) => {
    const y = f(...inputs);
    return tf.sum(tf.mul(y, tensor(y.shape, 0.7)));
  })(inputs);

type Pad = 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];
const border = fc.integer({ min: 0, max: 2 });
const pads: fc.Arbitrary<Pad> = fc.oneof(
  fc.constantFrom<Pad>('same', 'valid'),
  fc.tuple(border, border, border, border).map(
    ([t, b, l, r]): Pad => [
      [0, 0],
      [t, b],
      [l, r],
      [0, 0],
    ],
  ),
);
const shapes = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 5, max: 9 }),
  width: fc.integer({ min: 5, max: 9 }),
  channels: fc.integer({ min: 1, max: 3 }),
  out: fc.integer({ min: 1, max: 4 }),
  window: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: pads,
});
const runs = { numRuns: 60 };

describe('the kernels supplied to wasm agree with cpu', () => {
  it('for conv2d and both its gradients', () =>
    fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, channels, out, window, strides, pad }) => {
        const forward = (x: tf.Tensor, filter: tf.Tensor) =>
          tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad);
        const difference = await apart(() => {
          const x = tensor([batch, height, width, channels]);
          const filter = tensor([...window, channels, out]);
          return [forward(x, filter), ...gradients(forward, x, filter)];
        });
        expect(difference).toBeLessThan(1e-5);
      }),
      runs,
    ));

  it('for conv2dTranspose and both its gradients', () =>
    fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, channels, out, window, strides, pad }) => {
        const image: [number, number, number, number] = [batch, height, width, channels];
        const { outHeight, outWidth } = tf.backend_util.computeConv2DInfo(
          image,
          [...window, channels, out],
          strides,
          1,
          pad,
        );
        const forward = (x: tf.Tensor, filter: tf.Tensor) =>
          tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, image, strides, pad);
        const difference = await apart(() => {
          const x = tensor([batch, outHeight, outWidth, out]);
          const filter = tensor([...window, channels, out]);
          return [forward(x, filter), ...gradients(forward, x, filter)];
        });
        expect(difference).toBeLessThan(1e-5);
      }),
      runs,
    ));

  it('for depthwiseConv2d and both its gradients, with a channel multiplier', () =>
    fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, channels, out, window, strides, pad }) => {
        const forward = (x: tf.Tensor, filter: tf.Tensor) =>
          tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad);
        const difference = await apart(() => {
          const x = tensor([batch, height, width, channels]);
          const filter = tensor([...window, channels, out]);
          return [forward(x, filter), ...gradients(forward, x, filter)];
        });
        expect(difference).toBeLessThan(1e-5);
      }),
      runs,
    ));

  it('for max and average pooling and their gradients', () =>
    fc.assert(
      fc.asyncProperty(shapes, fc.boolean(), async ({ batch, height, width, channels, window, strides }, same) => {
        const pad = same ? 'same' : 'valid';
        const max = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, window, strides, pad);
        const average = (x: tf.Tensor) => tf.avgPool(x as tf.Tensor4D, window, strides, pad);
        const difference = await apart(() => {
          const x = tensor([batch, height, width, channels]);
          return [max(x), ...gradients(max, x), average(x), ...gradients(average, x)];
        });
        expect(difference).toBeLessThan(1e-5);
      }),
      runs,
    ));

  it('for products of transposed matrices, one or many, and their gradients', async () => {
    for (const batch of [[], [1], [3]]) {
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);
        const difference = await apart(() => {
          const a = tensor([...batch, ...(transposeA ? [5, 4] : [4, 5])]);
          const b = tensor([...batch, ...(transposeB ? [3, 5] : [5, 3])]);
          return [product(a, b), ...gradients(product, a, b)];
        });
        expect(difference).toBeLessThan(1e-5);
      }
    }
  });

  it('for gather, whose gradient adds up what rows get more than once', async () => {
    const indices = [2, 0, 2, 2, 4];
    const rows = (x: tf.Tensor) => tf.gather(x, tf.tensor1d(indices, 'int32'));
    expect(await apart(() => gradients(rows, tensor([5, 3, 2])))).toBeLessThan(1e-6);
    expect(
      await apart(() => gradients((x) => tf.gather(x, tf.tensor1d([1, 1], 'int32'), 1), tensor([4, 2, 3]))),
    ).toBeLessThan(1e-6);
  });

  it('for segment sums whose segments are out of range', async () => {
    const sums = () => [tf.unsortedSegmentSum(tensor([4, 2]), tf.tensor1d([1, -1, 7, 1], 'int32'), 3)];
    expect(await apart(sums)).toBeLessThan(1e-6);
  });

  it('for an input gradient that is worked through in parts', async () => {
    // 3 examples of 32·32·5·5·64 columns each: two are held at a time.
    const forward = (x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, tensor([5, 5, 64, 1]) as tf.Tensor4D, 1, 'same');
    const difference = await apart(() => gradients(forward, tensor([3, 32, 32, 64])));
    expect(difference).toBeLessThan(1e-5);
  });
});

describe('supplyKernels', () => {
  it('may be called again', () => {
    const kernel = tf.getKernel(tf.BatchMatMul, 'wasm').kernelFunc;
    supplyKernels('wasm');
    expect(tf.getKernel(tf.BatchMatMul, 'wasm').kernelFunc).toBe(kernel);
  });

  it('leaves backends alone that it does not know, and asks for the import of one that it knows', () => {
    supplyKernels('webgl');
    expect(tf.getKernelsForBackend('webgl')).toEqual([]);
    const kernels = tf.getKernelsForBackend('wasm');
    for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, 'wasm');
    expect(() => supplyKernels('wasm')).toThrow(
      'supplyKernels: expected the kernels of the backend wasm, received none. Import @tensorflow/tfjs-backend-wasm before.',
    );
    kernels.forEach(tf.registerKernel);
  });
});
