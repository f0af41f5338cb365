import { expected } from '@latentkit/errors';
import type { Device, DeviceApi } from '../device/device.ts';
import { deviceOf } from '../device/deviceOf.ts';
import { noAdapter } from './noAdapter.ts';
import { addon } from './nodeRuntime.ts';

/**
 * A GPU by WebGPU (Vulkan, Metal or Direct3D 12) through onnxruntime-node, whose tensors may stay there. What its provider has no kernel for runs
 * on the CPU.
 *
 * @throws `ENGINE` in one line where there is no adapter or no onnxruntime-node
 */
export async function webgpuDevice(): Promise<Device> {
  const api = addon<DeviceApi>();
  const reason = await noAdapter();
  if (reason === undefined) return deviceOf(api, ['webgpu']);
  throw expected({
    where: 'webgpu',
    expected: 'a WebGPU adapter',
    received: `none: ${reason}`,
    todo: 'Install a driver for Vulkan, Metal or Direct3D 12, or use the compiled engine.',
    code: 'ENGINE',
  });
}
