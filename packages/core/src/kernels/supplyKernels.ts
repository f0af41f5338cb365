import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { avgPoolGrad } from './avgPoolGrad.ts';
import { batchMatMul } from './batchMatMul.ts';
import { conv2DBackpropFilter } from './conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './conv2DBackpropInput.ts';
import { depthwiseConv2dNativeBackpropFilter, depthwiseConv2dNativeBackpropInput } from './depthwise.ts';
import { explicitPadding } from './explicitPadding.ts';
import { maxPoolGrad } from './maxPoolGrad.ts';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './resizeGrads.ts';
import { unsortedSegmentSum } from './unsortedSegmentSum.ts';

interface Supply {
  /** Kernels that the backend lacks. */
  readonly missing?: Readonly<Record<string, tf.KernelFunc>>;
  /** Kernels that are wrong or slow, around the backend's own. */
  readonly better?: Readonly<Record<string, (native: tf.KernelFunc) => tf.KernelFunc>>;
}

const supplies: Readonly<Record<string, Supply>> = {
  cpu: {
    better: {
      [tf.AvgPoolGrad]: avgPoolGrad,
      [tf.ResizeBilinearGrad]: resizeBilinearGrad,
      [tf.ResizeNearestNeighborGrad]: resizeNearestNeighborGrad,
    },
  },
  wasm: {
    missing: {
      [tf.Conv2DBackpropFilter]: conv2DBackpropFilter,
      [tf.DepthwiseConv2dNativeBackpropFilter]: depthwiseConv2dNativeBackpropFilter,
      [tf.DepthwiseConv2dNativeBackpropInput]: depthwiseConv2dNativeBackpropInput,
      [tf.UnsortedSegmentSum]: unsortedSegmentSum,
    },
    better: {
      [tf.AvgPoolGrad]: avgPoolGrad,
      [tf.BatchMatMul]: batchMatMul,
      [tf.Conv2D]: explicitPadding({ depthwise: false }),
      [tf.Conv2DBackpropInput]: conv2DBackpropInput,
      [tf.DepthwiseConv2dNative]: explicitPadding({ depthwise: true }),
      [tf.FusedConv2D]: explicitPadding({ depthwise: false }),
      [tf.FusedDepthwiseConv2D]: explicitPadding({ depthwise: true }),
      [tf.MaxPoolGrad]: () => maxPoolGrad,
    },
  },
};

/** On the kernel itself, as another copy of this package may have supplied it. */
const supplied = Symbol.for('latentkit.supplied');

/**
 * Registers the kernels that the gradients of tfjs-layers' layers need and that a backend of tfjs 4.22 lacks or gets wrong.
 *
 * wasm: the gradients of conv2d, conv2dTranspose, depthwiseConv2d, separableConv2d, gather and embedding, which it lacks; those of dense
 * layers and of a convolution by its input, now several times faster; max pooling of negative numbers and convolutions with strides
 * longer than their windows, which it gets wrong. wasm and cpu: the gradient of average pooling over borders. cpu: that of
 * nearest-neighbour resizing of more than one image and of bilinear resizing of oblong ones. Any other backend is left as it is. May be called again.
 *
 * @param backend the name under which tfjs knows it, e.g. `wasm`
 * @throws BACKEND where that backend's package has not been imported
 * @example
 * import '@tensorflow/tfjs-backend-wasm';
 * supplyKernels('wasm');
 * await tf.setBackend('wasm');
 */
export function supplyKernels(backend: string): void {
  const { missing = {}, better = {} } = supplies[backend] ?? {};
  if (supplies[backend] && tf.getKernelsForBackend(backend).length === 0) {
    throw expected({
      where: 'supplyKernels',
      expected: `the kernels of the backend ${backend}`,
      received: 'none',
      todo: `Import @tensorflow/tfjs-backend-${backend} before.`,
      code: 'BACKEND',
    });
  }
  for (const [kernelName, kernelFunc] of Object.entries(missing)) {
    if (!tf.getKernel(kernelName, backend)) tf.registerKernel({ kernelName, backendName: backend, kernelFunc });
  }
  for (const [kernelName, around] of Object.entries(better)) {
    const native = tf.getKernel(kernelName, backend);
    if (!native || supplied in native.kernelFunc) continue;
    const kernelFunc = Object.assign(around(native.kernelFunc), { [supplied]: true });
    // With the backend's own set-up, for it may not have started.
    tf.unregisterKernel(kernelName, backend);
    tf.registerKernel({ ...native, kernelFunc });
  }
}
