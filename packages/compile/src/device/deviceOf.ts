import type { HostTensor } from '../run/runtime.ts';
import { carriers } from './carriers.ts';
import type { Device, DeviceApi, Places } from './device.ts';

/** A package of ONNX Runtime as a device. */
export function deviceOf({ InferenceSession, Tensor }: DeviceApi, executionProviders: readonly string[]): Device {
  const load = (model: Uint8Array, preferredOutputLocation: Places) =>
    InferenceSession.create(model, {
      graphOptimizationLevel: 'all',
      // Errors are thrown, and need not be printed too.
      logSeverityLevel: 4,
      executionProviders,
      preferredOutputLocation,
    });
  const tensor = ({ dtype, values, shape }: HostTensor) => new Tensor(dtype, values as Float32Array, shape);
  return { load, tensor, ...carriers(load, tensor) };
}
