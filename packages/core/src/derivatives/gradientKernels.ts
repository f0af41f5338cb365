import * as tf from '@tensorflow/tfjs-core';
import { maxPoolGradient } from './maxPoolGradient.ts';

type Tensors = Record<string, tf.Tensor>;

/** Kernels rather than ops: a gradient function gets a kernel's attributes, and hands them on as they are. */
const run = (kernel: string, inputs: Tensors, attrs: unknown) =>
  tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

/** A gradient of a kernel with inputs `first` and `second`, from g, both inputs and the attributes. */
function gradientOf(
  kernelName: string,
  [first, second]: readonly [string, string],
  derivatives: (g: tf.Tensor, a: tf.Tensor, b: tf.Tensor, attrs: tf.NamedAttrMap) => [() => tf.Tensor, () => tf.Tensor],
): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: [first, second],
    gradFunc: (g, saved, attrs) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      const [byFirst, bySecond] = derivatives(g as tf.Tensor, a, b, attrs);
      return { [first]: byFirst, [second]: bySecond };
    },
  };
}

/** elu's dx = dy for y ≥ 0, dy·(y + 1) else. */
const eluGrad = gradientOf(tf.EluGrad, ['dy', 'y'], (g, dy, y) => [
  () => run(tf.EluGrad, { dy: g, y }, {}),
  () => tf.mul(tf.mul(g, dy), tf.step(tf.neg(y))),
]);

/** Linear in dy, and of `input` only the shape matters: the derivative by dy is the forward kernel. */
const avgPoolGrad = gradientOf(tf.AvgPoolGrad, ['dy', 'input'], (g, _, input, attrs) => [
  () => run(tf.AvgPool, { x: g }, attrs),
  () => tf.zeros(input.shape),
]);
const resizeGrad = (gradKernel: string, kernel: string) =>
  gradientOf(gradKernel, ['dy', 'images'], (g, dy, images, attrs) => [
    () => run(kernel, { images: g }, { ...attrs, size: dy.shape.slice(1, 3) }),
    () => tf.zeros(images.shape),
  ]);

/** Bilinear in x and dy, and ⟨g, filterGrad(x, dy)⟩ = ⟨conv(x, g), dy⟩ = ⟨x, inputGrad(dy, g)⟩. */
const conv2DFilterGrad = gradientOf(tf.Conv2DBackpropFilter, ['x', 'dy'], (g, x, dy, attrs) => [
  () => run(tf.Conv2DBackpropInput, { dy, filter: g }, { ...attrs, inputShape: x.shape }),
  () => run(tf.Conv2D, { x, filter: g }, { ...attrs, dilations: 1 }),
]);
const depthwiseFilterGrad = gradientOf(tf.DepthwiseConv2dNativeBackpropFilter, ['x', 'dy'], (g, x, dy, attrs) => [
  () => run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter: g }, { ...attrs, inputShape: x.shape }),
  () => run(tf.DepthwiseConv2dNative, { x, filter: g }, attrs),
]);
const depthwiseInputGrad = gradientOf(
  tf.DepthwiseConv2dNativeBackpropInput,
  ['dy', 'filter'],
  (g, dy, filter, attrs) => [
    () => run(tf.DepthwiseConv2dNative, { x: g, filter }, attrs),
    () => run(tf.DepthwiseConv2dNativeBackpropFilter, { x: g, dy }, { ...attrs, filterShape: filter.shape }),
  ],
);

/** Kernels that gradient functions of tfjs 4.22 are made of, and that have none themselves. */
export const gradientKernels: readonly tf.GradConfig[] = [
  eluGrad,
  avgPoolGrad,
  maxPoolGradient,
  resizeGrad(tf.ResizeNearestNeighborGrad, tf.ResizeNearestNeighbor),
  resizeGrad(tf.ResizeBilinearGrad, tf.ResizeBilinear),
  conv2DFilterGrad,
  depthwiseFilterGrad,
  depthwiseInputGrad,
];
