/** The part of `navigator.gpu` that is asked; not every version of TypeScript's DOM knows it. */
interface Gpu {
  requestAdapter(): Promise<object | null>;
}

/** Why there is no WebGPU here; undefined where there is. */
export async function whyNoWebGpu({ gpu }: { gpu?: Gpu } = globalThis.navigator ?? {}): Promise<string | undefined> {
  if (!gpu) return 'this browser has none, or the page is not served over HTTPS';
  try {
    return (await gpu.requestAdapter()) ? undefined : 'no adapter for it on this machine';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
