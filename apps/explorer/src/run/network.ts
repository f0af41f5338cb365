import type { InferenceSession } from 'onnxruntime-web';
import { fetchFile } from './fetchFile.ts';

export type Arrays = Readonly<Record<string, Float32Array>>;

/** Inputs as flat arrays with the shape of one example → every output as a flat array. */
export type Network = (
  inputs: Readonly<Record<string, { readonly values: Float32Array; readonly shape: readonly number[] }>>,
) => Promise<Arrays>;

/** An ONNX file of the site, fetched and opened when it is first run; runs of one session follow each other. */
export function network(path: string): Network {
  let opened: Promise<{ session: InferenceSession; Tensor: typeof import('onnxruntime-web').Tensor }> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (inputs) => {
    opened ??= open(path);
    const result = last.then(async () => {
      const { session, Tensor } = await (opened as NonNullable<typeof opened>);
      const feeds = Object.entries(inputs).map(([name, { values, shape }]) => {
        const batch = values.length / shape.reduce((product, size) => product * size, 1);
        return [name, new Tensor('float32', values, [batch, ...shape])] as const;
      });
      const outputs = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
    });
    last = result.catch(() => {});
    return result;
  };
}

async function open(path: string) {
  const { InferenceSession, Tensor } = await import('onnxruntime-web/wasm');
  const file = new Uint8Array(await (await fetchFile(path)).arrayBuffer());
  return { session: await InferenceSession.create(file, { executionProviders: ['wasm'] }), Tensor };
}
