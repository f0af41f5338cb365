import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** The part of ONNX Runtime that a compiled step needs; `onnxruntime-node` and `onnxruntime-web` both are one. */
export interface Runtime {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: { new (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]): Tensor };
}

export type Session = InferenceSession;
export type RuntimeTensor = Tensor;
