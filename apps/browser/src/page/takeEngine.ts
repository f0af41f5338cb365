import { compiled, type WebEngine, type WebOptions } from '@latentkit/compile/web';

export type Described = Omit<WebEngine, 'program'> & { readonly isolated: boolean };

/** What `compiled` gives on this page. @param options.webgpu whether to ask for it */
export async function takeEngine({
  webgpu = false,
  ...options
}: Omit<WebOptions, 'webgpu'> & { webgpu?: boolean } = {}): Promise<Described> {
  const asked = webgpu ? { webgpu: () => import('onnxruntime-web/webgpu') } : {};
  const { program: _, ...described } = await compiled({ ...options, ...asked });
  return { ...described, isolated: globalThis.crossOriginIsolated };
}
