import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Device, DeviceApi } from '../device/device.ts';
import { deviceOf } from '../device/deviceOf.ts';
import { addon } from '../native/nodeRuntime.ts';

/** For tests: a device that is the processor. `crossed` notes the bytes of what would cross to a GPU and back. */
export function hostDevice(): { device: Device; crossed: number[] } {
  const api = addon<DeviceApi>();
  const there = new WeakSet<Tensor>();
  const crossed: number[] = [];
  const cross = (tensor: Tensor) => crossed.push((tensor.data as Float32Array).byteLength);
  const create = async (
    model: Uint8Array,
    { preferredOutputLocation, ...options }: InferenceSession.SessionOptions = {},
  ) => {
    const session = await api.InferenceSession.create(model, options);
    const places = preferredOutputLocation as Readonly<Record<string, string>>;
    return {
      inputNames: session.inputNames,
      async run(feeds: Readonly<Record<string, Tensor>>, names: readonly string[]) {
        for (const tensor of Object.values(feeds)) if (!there.has(tensor)) cross(tensor);
        const results = await session.run(feeds, names);
        for (const name of names) {
          const tensor = results[name] as Tensor;
          if (places[name] === 'cpu') cross(tensor);
          else there.add(tensor);
        }
        return results;
      },
      release: () => session.release(),
    };
  };
  return { device: deviceOf({ Tensor: api.Tensor, InferenceSession: { create } }, ['cpu']), crossed };
}
