import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** The part of ONNX Runtime that a compiled step needs; `onnxruntime-node` is one, `webRuntime` makes one of onnxruntime-web. */
export interface Runtime {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<Session>;
  };
  readonly Tensor: { new (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]): Tensor };
}

/** A loaded graph; a run ends with its results in the arrays of `fetches`. */
export interface Session {
  readonly inputNames: readonly string[];
  run(feeds: Tensors, fetches: Tensors): Promise<unknown>;
  release(): Promise<void>;
}

export type Tensors = Readonly<Record<string, RuntimeTensor>>;
export type RuntimeTensor = Tensor;
