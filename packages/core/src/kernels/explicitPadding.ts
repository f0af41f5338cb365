import * as tf from '@tensorflow/tfjs-core';

type Shape4D = [number, number, number, number];

/**
 * A convolution that gets its padding as numbers.
 *
 * On tfjs 4.22's wasm backend 'same' gives zeros where a stride is longer than the window and the image is no multiple of it.
 */
export const explicitPadding =
  ({ depthwise }: { depthwise: boolean }) =>
  (native: tf.KernelFunc): tf.KernelFunc =>
  (params) => {
    const { x, filter } = params.inputs as { x: tf.TensorInfo; filter: tf.TensorInfo };
    const { strides, dilations, pad, dimRoundingMode } = params.attrs as unknown as tf.Conv2DAttrs;
    if (pad !== 'same') return native(params);
    const shapes = [x.shape as Shape4D, filter.shape as Shape4D] as const;
    const info = tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, depthwise);
    const { top, bottom, left, right } = info.padInfo;
    const border = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    return native({ ...params, attrs: { ...params.attrs, pad: border as unknown as number[] } });
  };
