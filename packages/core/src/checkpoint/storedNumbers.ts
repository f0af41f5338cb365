import type { HostArray } from '../data/hostArray.ts';
import { half } from './half.ts';

type Values = HostArray['values'];
type Read = (view: DataView, at: number) => number | bigint;

/** Bytes of one number, and how it is read, little-endian; I64 and U64 as far as they fit. */
const floats: ReadonlyMap<string, readonly [bytes: number, Read]> = new Map([
  ['F16', [2, (view, at) => half(view.getUint16(at, true))]],
  ['BF16', [2, (view, at) => upperHalf(view.getUint16(at, true))]],
  ['F64', [8, (view, at) => view.getFloat64(at, true)]],
]);
const integers: ReadonlyMap<string, readonly [bytes: number, Read]> = new Map([
  ['BOOL', [1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)]],
  ['U8', [1, (view, at) => view.getUint8(at)]],
  ['I8', [1, (view, at) => view.getInt8(at)]],
  ['U16', [2, (view, at) => view.getUint16(at, true)]],
  ['I16', [2, (view, at) => view.getInt16(at, true)]],
  ['U32', [4, (view, at) => view.getUint32(at, true)]],
  ['I64', [8, (view, at) => view.getBigInt64(at, true)]],
  ['U64', [8, (view, at) => view.getBigUint64(at, true)]],
]);

/** The dtypes that `storedNumbers` reads. */
export const readableDtypes = ['F32', 'I32', ...floats.keys(), ...integers.keys()];

/**
 * The numbers of one tensor: floats of any size as float32, rounded to the nearest; whole numbers and booleans as int32.
 *
 * @param bytes of a buffer of their own
 * @returns undefined for a dtype that is not read; a text where a number does not fit
 */
export function storedNumbers(dtype: string, bytes: Uint8Array<ArrayBuffer>): Values | string | undefined {
  if (dtype === 'F32') return new Float32Array(bytes.buffer);
  if (dtype === 'I32') return new Int32Array(bytes.buffer);
  const [float, integer] = [floats.get(dtype), integers.get(dtype)];
  const [size, read] = float ?? integer ?? [0, undefined];
  if (!read) return undefined;
  const view = new DataView(bytes.buffer);
  const values = float ? new Float32Array(bytes.length / size) : new Int32Array(bytes.length / size);
  for (let i = 0; i < values.length; i++) {
    const number = read(view, i * size);
    values[i] = Number(number);
    const fits = integer ? BigInt(values[i] as number) === BigInt(number) : isRounded(values[i] as number, number);
    if (!fits) return `${number}`;
  }
  return values;
}

/** Whether a float32 stands for this number: an infinity for itself alone. */
const isRounded = (rounded: number, number: number | bigint) =>
  Math.abs(rounded) !== Number.POSITIVE_INFINITY || rounded === number;

const word = new DataView(new ArrayBuffer(4));

/** The number of a bfloat16, the upper half of a float32. */
function upperHalf(bits: number): number {
  word.setUint16(0, bits);
  return word.getFloat32(0);
}
