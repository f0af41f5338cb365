import type { HostArray } from '@latentkit/core';
import { byteSize, typedArray } from '../graph/dtype.ts';
import { sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import type { Arena, Slot } from './arena.ts';
import type { HostTensor } from './runtime.ts';

/** Bytes from which a result gets an array of its own in each run; less is copied out of the arena in a microsecond. */
const large = 65_536;

/** Whether ONNX Runtime writes this output of a step into an array that becomes the caller's. */
export const isCallers = (name: string, { dtype, shape }: Value): boolean =>
  isOf(name, 'out') && (dtype === 'float32' || dtype === 'int32') && sizeOf(shape) * byteSize(dtype) >= large;

/** Such an array. */
export const callersArray = ({ dtype, shape }: Value): HostTensor & HostArray => ({
  dtype,
  shape,
  values: typedArray(dtype, sizeOf(shape)) as Float32Array,
});

/** A copy of what lies in the arena, as float32 or int32. */
export function onHost(arena: Arena, slot: Slot): HostArray {
  const values = arena.view(slot);
  return {
    values: values instanceof Float32Array ? values.slice() : Int32Array.from(values as Int32Array),
    shape: slot.shape,
  };
}
