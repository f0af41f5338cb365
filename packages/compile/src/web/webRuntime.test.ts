import { describe, expect, it } from 'vitest';
import { type OnnxRuntimeWeb, webRuntime } from './webRuntime.ts';

const failing = (message: string) =>
  webRuntime({
    InferenceSession: { create: () => Promise.reject(new Error(message)) },
  } as unknown as OnnxRuntimeWeb).load(new Uint8Array(), {});

describe('a build of onnxruntime-web that does not start', () => {
  it('says where its WebAssembly is lost, and what brings it back', async () => {
    const found = 'no available backend found. ERR: [wasm] expected magic word 00 61 73 6d, found 3c 21 64 6f';
    await expect(failing(found)).rejects.toMatchObject({
      code: 'ENGINE',
      message: `onnxruntime-web: expected its WebAssembly beside it, received ${found}. For vite's development server set optimizeDeps: { exclude: ['onnxruntime-web'] }; elsewhere pass wasmPaths.`,
    });
  });

  it('throws other errors as they are', async () => {
    await expect(failing("Can't create a session")).rejects.toThrow(/^Can't create a session$/);
  });
});
