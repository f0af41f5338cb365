import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { embedded } from './embedded.ts';
import { fetchFile } from './fetchFile.ts';

type Inputs = Readonly<Record<string, { readonly values: Float32Array; readonly shape: readonly number[] }>>;

/** Inputs, flat, with the shape of one example, for a batch → every output, flat. */
export type Network = (inputs: Inputs, batch: number) => Promise<Readonly<Record<string, Float32Array>>>;

/** An ONNX file of the site, fetched and opened when it is first run. Its runs follow each other. */
export function network(path: string): Network {
  let opened: ReturnType<typeof open> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (inputs, batch) => {
    opened ??= open(path);
    const ready = opened;
    const result = last.then(async () => {
      const { session, tensor } = await ready;
      const feeds = Object.entries(inputs).map(([name, { values, shape }]) => [
        name,
        tensor(values, [batch, ...shape]),
      ]);
      const outputs = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
    });
    last = result.catch(() => {});
    return result;
  };
}

/** An ONNX file of the site, on one thread. */
export async function open(path: string) {
  const [runtime, file, wasm] = await Promise.all([
    import('onnxruntime-web/wasm'),
    fetchFile(path),
    embedded('runtime.wasm'),
  ]);
  if (wasm) runtime.env.wasm.wasmBinary = wasm;
  // A decode of one image takes less than threads take to wake, and waiting for them would hold the page.
  runtime.env.wasm.numThreads = 1;
  const session: InferenceSession = await runtime.InferenceSession.create(new Uint8Array(await file.arrayBuffer()), {
    executionProviders: ['wasm'],
  });
  const tensor = (values: Float32Array, shape: number[]): Tensor => new runtime.Tensor('float32', values, shape);
  return { session, tensor };
}
