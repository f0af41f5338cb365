import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { disabledOptimizers, spinMicroseconds } from './options.ts';
import type { Arrays, HostTensor, Runtime } from './runtime.ts';

/** A JavaScript package of ONNX Runtime: onnxruntime-node, or what `webRuntime` makes of onnxruntime-web. */
export interface TensorApi {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<TensorSession>;
  };
  readonly Tensor: { new (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]): Tensor };
}

/** A run ends with its results in the arrays of `fetches`. */
export interface TensorSession {
  readonly inputNames: readonly string[];
  run(feeds: Tensors, fetches: Tensors): Promise<unknown>;
  release(): Promise<void>;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/**
 * A runtime over such a package. onnxruntime-node copies every result once more into an array of its own, and takes no memory that
 * threads share: `directRuntime` does neither.
 */
export function tensorRuntime(api: TensorApi): Runtime {
  const tensor = ({ dtype, values, shape }: HostTensor) => new api.Tensor(dtype, values as Float32Array, shape);
  const tensors = (arrays: Arrays): Record<string, Tensor> =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, tensor(array)]));
  return {
    shares: false,
    async load(model, { threads = 0, spinning = true }) {
      const intra_op = spinning ? { allow_spinning: '1', spin_duration_us: spinMicroseconds } : { allow_spinning: '0' };
      const session = await api.InferenceSession.create(model, {
        graphOptimizationLevel: 'all',
        executionMode: 'sequential',
        interOpNumThreads: 1,
        ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
        // Errors are thrown, and need not be printed too.
        logSeverityLevel: 4,
        // Bytes become floats by DequantizeLinear; passes for quantised networks would repeat it for each use.
        extra: {
          session: { disable_quant_qdq: '1', intra_op },
          optimization: { disable_specified_optimizers: disabledOptimizers },
        },
      });
      return {
        inputNames: session.inputNames,
        bind(inputs, outputs) {
          const [feeds, fetches] = [tensors(inputs), tensors(outputs)];
          return {
            feed(name, array) {
              feeds[name] = tensor(array);
            },
            fetch(name, array) {
              fetches[name] = tensor(array);
            },
            run: () => session.run(feeds, fetches),
            release() {},
          };
        },
        release: () => session.release(),
      };
    },
  };
}
