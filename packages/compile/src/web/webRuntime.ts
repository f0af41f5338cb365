import { expected } from '@latentkit/errors';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Runtime } from '../run/runtime.ts';
import { type TensorApi, type TensorSession, type Tensors, tensorRuntime } from '../run/tensorRuntime.ts';

/** Where the WebAssembly of onnxruntime-web lies: a folder's URL, or the URL of each file. */
export type WasmPaths = string | { readonly wasm?: string | URL; readonly mjs?: string | URL };

/** One build of onnxruntime-web: what `import('onnxruntime-web/webgpu')` gives. */
export interface OnnxRuntimeWeb {
  readonly env: { readonly wasm: { numThreads?: number; wasmPaths?: WasmPaths } };
  readonly Tensor: TensorApi['Tensor'];
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<WebSession>;
  };
}

interface WebSession {
  readonly inputNames: readonly string[];
  run(feeds: Tensors, names: readonly string[]): Promise<Tensors>;
  release(): Promise<void>;
}

export type Device = 'wasm' | 'webgpu';

/** A build with an error that says where its WebAssembly should be. */
export function onWeb({
  Tensor,
  InferenceSession,
}: OnnxRuntimeWeb): Pick<OnnxRuntimeWeb, 'Tensor' | 'InferenceSession'> {
  return {
    Tensor,
    InferenceSession: { create: (model, options) => InferenceSession.create(model, options).catch(refused) },
  };
}

/**
 * A build of onnxruntime-web as a compiled step expects it: a run ends with its results in the arrays that it was given. There, results
 * are new arrays and a preallocated output on the CPU stays as it was, so they are copied over: 0.04 ms for 220 000 gradients.
 */
export function webRuntime(runtime: OnnxRuntimeWeb): Runtime {
  const { Tensor, InferenceSession } = onWeb(runtime);
  return tensorRuntime({
    Tensor,
    InferenceSession: {
      create: async (model, options) =>
        copyingOut(await InferenceSession.create(model, { ...options, executionProviders: ['wasm'] })),
    },
  });
}

/**
 * A development server that bundles onnxruntime-web beforehand moves it away from its WebAssembly, and answers the request for that with a page:
 * `expected magic word 00 61 73 6d, found 3c 21 64 6f`.
 */
function refused(cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!/no available backend/i.test(message)) throw cause;
  throw expected({
    where: 'onnxruntime-web',
    expected: 'its WebAssembly beside it',
    received: message.split('\n', 1)[0] as string,
    todo: "For vite's development server set optimizeDeps: { exclude: ['onnxruntime-web'] }; elsewhere pass wasmPaths.",
    code: 'ENGINE',
    cause,
  });
}

function copyingOut(session: WebSession): TensorSession {
  return {
    inputNames: session.inputNames,
    async run(feeds, fetches) {
      const names = Object.keys(fetches);
      const results = await session.run(feeds, names);
      for (const name of names) valuesOf(fetches[name]).set(valuesOf(results[name]));
    },
    release: () => session.release(),
  };
}

const valuesOf = (tensor: Tensor | undefined) => (tensor as Tensor).data as Float32Array;
