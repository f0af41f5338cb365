import type { Input, Rows } from '@latentkit/core';
import type { Tensor } from 'onnxruntime-common';
import { graphName } from '../graph/names.ts';
import { lyingFeed } from '../run/dataFeed.ts';
import { rowsAlone } from '../run/rowsAlone.ts';
import type { HostTensor } from '../run/runtime.ts';
import type { Device } from './device.ts';
import { packed } from './packed.ts';

type Inputs = Readonly<Record<string, Input>>;

/** Bytes of one array that every WebGPU adapter binds. */
const mostBytes = 2 ** 27;

/** Tables that would be more on a GPU come as the rows of the batch. */
export function fitting(inputs: Inputs): Inputs {
  const large = Object.entries(inputs).filter(
    ([, input]) => typeof input !== 'number' && 'table' in input && bytesOf(input) > mostBytes,
  );
  return large.length === 0 ? inputs : { ...inputs, ...rowsAlone(Object.fromEntries(large)) };
}

/** Of a table on a GPU: three bytes or one number in four. */
function bytesOf({ table: { values } }: Rows): number {
  return values.length * (values instanceof Uint8Array ? 4 / 3 : 4);
}

/** The table of an input on a GPU. What only one run has, as the batches of a stream, crosses in that run. */
export interface DeviceTable {
  of(inputs: Inputs): Promise<Tensor>;
  release(): void;
}

export function deviceTable(device: Device, key: string): DeviceTable {
  const feed = lyingFeed(graphName('table', key));
  let last: HostTensor | undefined;
  let resident: Tensor | undefined;
  const release = () => {
    resident?.dispose();
    resident = undefined;
  };
  return {
    async of(inputs) {
      const given = feed(inputs);
      const again = given === last;
      if (!again) release();
      last = given;
      if (resident) return resident;
      const stored = given.dtype === 'uint8' ? packed(given) : given;
      if (!again) return device.tensor(stored);
      resident = await device.put(stored);
      return resident;
    },
    release,
  };
}
