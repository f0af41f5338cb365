import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Values } from '../graph/dtype.ts';
import type { HostTensor } from '../run/runtime.ts';

/** The part of a JavaScript package of ONNX Runtime that steps on a GPU need. */
export interface DeviceApi {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<DeviceSession>;
  };
  readonly Tensor: { new (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]): Tensor };
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** A loaded graph. Its results are new tensors, on the GPU or on the host as `Places` says. */
export interface DeviceSession {
  readonly inputNames: readonly string[];
  run(feeds: Tensors, names: readonly string[]): Promise<Tensors>;
  release(): Promise<void>;
}

/** Where each output of a graph is left. */
export type Places = Readonly<Record<string, 'gpu-buffer' | 'cpu'>>;

/** A GPU behind ONNX Runtime: arrays stay in its memory from run to run, and cross by `put`, by `get` and as tensors of the host alone. */
export interface Device {
  load(model: Uint8Array, places: Places): Promise<DeviceSession>;
  put(array: HostTensor): Promise<Tensor>;
  get(tensor: Tensor): Promise<Values>;
  /** A tensor of the host, which crosses in each run that it is fed to. */
  tensor(array: HostTensor): Tensor;
}
