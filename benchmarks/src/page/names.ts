/** Systems that run in a page, ours first. */
export const pageNames = [
  'compiled',
  'jax-js',
  'tfjs-wasm',
  'tfjs-webgl',
  'compiled-webgpu',
  'jax-js-webgpu',
  'tfjs-webgpu',
] as const;

export type PageSystemName = (typeof pageNames)[number];

/** On WebGPU, where bytes and kernels are counted. */
export const onGpu = (name: PageSystemName): boolean => name.endsWith('-webgpu');
export const isPeer = (name: PageSystemName): boolean => !name.startsWith('compiled');
