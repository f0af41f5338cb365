/** Types of numbers of the protocol that are taken: bytes of one, and how to read it from little-endian bytes. */
const numbers = {
  BOOL: [1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)],
  UINT8: [1, (view, at) => view.getUint8(at)],
  UINT16: [2, (view, at) => view.getUint16(at, true)],
  UINT32: [4, (view, at) => view.getUint32(at, true)],
  UINT64: [8, (view, at) => Number(view.getBigUint64(at, true))],
  INT8: [1, (view, at) => view.getInt8(at)],
  INT16: [2, (view, at) => view.getInt16(at, true)],
  INT32: [4, (view, at) => view.getInt32(at, true)],
  INT64: [8, (view, at) => Number(view.getBigInt64(at, true))],
  FP32: [4, (view, at) => view.getFloat32(at, true)],
  FP64: [8, (view, at) => view.getFloat64(at, true)],
} satisfies Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number]>;

export type NumberType = keyof typeof numbers;
export type Datatype = NumberType | 'BYTES';

export const isNumberType = (datatype: string): datatype is NumberType => Object.hasOwn(numbers, datatype);
export const isInteger = (datatype: Datatype) => /^U?INT/.test(datatype);
export const datatypes = [...Object.keys(numbers), 'BYTES'] as readonly Datatype[];

/** Bytes of one number. */
export const bytesOf = (datatype: NumberType): number => numbers[datatype][0];

/** Least and largest number of an integer type. */
export function rangeOf(datatype: NumberType): readonly [number, number] {
  const bits = 8 * bytesOf(datatype);
  if (datatype === 'BOOL') return [0, 1];
  return datatype.startsWith('U') ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

/** Numbers of little-endian bytes, whose count fits. */
export function decodeNumbers(datatype: NumberType, bytes: Uint8Array): Uint8Array | Float32Array | Float64Array {
  if (datatype === 'UINT8') return bytes;
  const [size, read] = numbers[datatype];
  const count = bytes.length / size;
  if (datatype === 'FP32' && littleEndian) {
    const copy = new Float32Array(count);
    new Uint8Array(copy.buffer).set(bytes);
    return copy;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float64Array.from({ length: count }, (_, i) => read(view, size * i));
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Numbers of a tensor as little-endian bytes. */
export function encodeNumbers(values: Uint8Array | Float32Array | Int32Array): Uint8Array {
  if (values instanceof Uint8Array) return values;
  if (littleEndian) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  const float = values instanceof Float32Array;
  values.forEach((value, i) => {
    if (float) view.setFloat32(4 * i, value, true);
    else view.setInt32(4 * i, value, true);
  });
  return bytes;
}
