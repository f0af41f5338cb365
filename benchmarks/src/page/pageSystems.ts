import type { PageSystemName } from './names.ts';
import type { PageSystem } from './pageSystem.ts';

type Load = (threads: number) => Promise<PageSystem>;

const ours =
  (device: 'wasm' | 'webgpu'): Load =>
  async (threads) =>
    (await import('./compiledSystem.ts')).compiledSystem(device, threads);
const tfjs =
  (backend: 'wasm' | 'webgl' | 'webgpu'): Load =>
  async (threads) =>
    (await import('./tfjsSystem.ts')).tfjsSystem(backend, threads);
const jax =
  (device: 'wasm' | 'webgpu'): Load =>
  async () =>
    (await import('./jaxSystem.ts')).jaxSystem(device);

/** The one table of systems in a page; only what is asked for is fetched. */
export const pageSystems: Readonly<Record<PageSystemName, Load>> = {
  compiled: ours('wasm'),
  'jax-js': jax('wasm'),
  'tfjs-wasm': tfjs('wasm'),
  'tfjs-webgl': tfjs('webgl'),
  'compiled-webgpu': ours('webgpu'),
  'jax-js-webgpu': jax('webgpu'),
  'tfjs-webgpu': tfjs('webgpu'),
};
