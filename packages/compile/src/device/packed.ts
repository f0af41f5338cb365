import { sizeOf } from '../graph/graph.ts';
import type { HostTensor } from '../run/runtime.ts';

/** Bytes in a float32, which holds whole numbers below 2²⁴ as they are. WebGPU has no arrays of bytes. */
export const inOne = 3;

/** Numbers of a packed row of `size` bytes. */
export const packedSize = (size: number): number => Math.ceil(size / inOne);

/** A table of bytes [rows, …] as float32 [rows, ⌈size / 3⌉]: number k of a row holds its bytes 3k, 3k + 1 and 3k + 2 as a + 2⁸ b + 2¹⁶ c. */
export function packed({ values, shape }: HostTensor): HostTensor {
  const rows = shape[0] as number;
  const size = sizeOf(shape.slice(1));
  const numbers = packedSize(size);
  const result = new Float32Array(rows * numbers);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < size; k++) {
      const at = row * numbers + Math.floor(k / inOne);
      result[at] = (result[at] as number) + (values[row * size + k] as number) * 2 ** (8 * (k % inOne));
    }
  }
  return { dtype: 'float32', shape: [rows, numbers], values: result };
}
