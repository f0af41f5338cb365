import { compiled } from '@latentkit/compile/web';
import { countCrossings } from './crossings.ts';
import type { StepName } from './steps.ts';
import { differenceOf, type Trained, trained } from './trained.ts';

export interface OnWebGpu extends Omit<Trained, 'weights'> {
  readonly device: string;
  readonly reasons: readonly string[];
  /** Of the weights, from those that WebAssembly made. */
  readonly difference: number;
  /** Bytes of the weights, and of what the optimiser keeps beside them. */
  readonly stateBytes: number;
}

let counting = false;

/** The same steps on WebGPU and on WebAssembly. */
export async function onWebGpu(name: StepName, count: number): Promise<OnWebGpu> {
  if (!counting && 'GPUDevice' in globalThis) countCrossings();
  counting = true;
  const engine = await compiled({ webgpu: () => import('onnxruntime-web/webgpu') });
  const [gpu, wasm] = [await trained(name, engine, count), await trained(name, await compiled(), count)];
  const { device, reasons } = engine;
  const { losses, ms, crossings } = gpu;
  const stateBytes = 3 * 4 * Object.values(wasm.weights).reduce((sum, { length }) => sum + length, 0);
  return { device, reasons, difference: differenceOf(gpu, wasm), losses, ms, crossings, stateBytes };
}
