import type * as tf from '@tensorflow/tfjs-core';

/** A tensor's numbers, of its dtype. */
export type Numbers = Float32Array | Int32Array;

/** What the wasm backend shows of its memory. */
interface Heap {
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Numbers;
}

/** A new float32 tensor in the wasm backend's memory, all zero. */
export function zeros(backend: unknown, shape: readonly number[]): tf.TensorInfo {
  const tensor = (backend as Heap).makeOutput(shape, 'float32');
  numbers(backend, tensor).fill(0);
  return tensor;
}

/** A tensor's numbers where they lie, no copy. Good until the next tensor is made: growing memory takes views away. */
export function numbers(backend: unknown, tensor: tf.TensorInfo): Numbers {
  return (backend as Heap).typedArrayFromHeap(tensor);
}
