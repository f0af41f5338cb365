import { byteSize, type DType, typedArray, type Values } from '../graph/dtype.ts';
import type { Shape } from '../graph/graph.ts';
import { sizeOf } from '../graph/graph.ts';

const page = 65536;
/** All that 32 bits can address. */
const pages = 65536;
/** A cache line, and more than a vector register. */
const line = 64;

/** A place in the arena. */
export interface Slot {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly offset: number;
}

/** One WebAssembly memory that holds a program's arrays: ONNX Runtime and the fused loops both work in it, without a copy. */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  /** Room for an array, on a cache line and padded to one. */
  allocate(dtype: DType, shape: Shape): Slot;
  /** The array itself. It is void once the memory has grown, which `version` tells. */
  view(slot: Slot): Values;
  /** Changes whenever an allocation moved the memory. */
  version(): unknown;
}

/** @param options.shared in memory that other threads can work in too */
export function arena({ shared = false } = {}): Arena {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: pages, shared });
  // Address 0 stays empty.
  let end = line;
  return {
    memory,
    allocate(dtype, shape) {
      const offset = end;
      end += Math.ceil((sizeOf(shape) * byteSize(dtype)) / line) * line + line;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / page));
      return { dtype, shape, offset };
    },
    view: ({ dtype, shape, offset }) => typedArray(dtype, sizeOf(shape), memory.buffer as ArrayBuffer, offset),
    version: () => memory.buffer,
  };
}
