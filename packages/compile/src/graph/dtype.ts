/** Element types of the graph: tfjs's three, and the two that only indices and stored bytes have. */
export type DType = 'float32' | 'int32' | 'bool' | 'int64' | 'uint8';

export type Values = Float32Array | Int32Array | Uint8Array | BigInt64Array;

const arrays = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
  uint8: Uint8Array,
  int64: BigInt64Array,
} as const;

/** A zeroed array for `size` elements, over `buffer` from `offset` where given. */
export function typedArray(dtype: DType, size: number, buffer?: ArrayBuffer, offset = 0): Values {
  const kind = arrays[dtype];
  return buffer ? new kind(buffer, offset, size) : new kind(size);
}

/** Bytes of one element. */
export function byteSize(dtype: DType): number {
  return arrays[dtype].BYTES_PER_ELEMENT;
}

/** Numbers as stored elements of `dtype`. */
export function toValues(dtype: DType, numbers: ArrayLike<number>): Values {
  if (dtype === 'int64') return BigInt64Array.from(Array.from(numbers), (number) => BigInt(number));
  return arrays[dtype].from(numbers as ArrayLike<never>) as Values;
}
