import { half } from '@latentkit/core/internal';
import type { formatError } from '../files/formatError.ts';
import { type NpyHeader, type NpyType, npyTypes } from './npyHeader.ts';

/** Reads element i of a .npy file's values, and refuses what a table cannot hold. */
export function elementReader(
  bytes: Uint8Array,
  { type, littleEndian, start }: Pick<NpyHeader, 'type' | 'littleEndian' | 'start'>,
  fail: ReturnType<typeof formatError>,
): (i: number) => number {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = npyTypes[type];
  const read = readers[type];
  const finite = type.startsWith('f');
  return (i) => {
    const offset = start + size * i;
    const value = read(data, offset, littleEndian);
    if (finite ? Number.isFinite(Math.fround(value)) : value >= -(2 ** 31) && value < 2 ** 31) return value;
    const wanted = finite ? 'a finite float32' : 'a whole number that fits int32';
    throw fail(offset, wanted, String(value), finite ? 'Write the file without it.' : 'Write it as floats.');
  };
}

/** Reads element i as it is, whatever it is. */
export function numberReader(
  bytes: Uint8Array,
  { type, littleEndian, start }: Pick<NpyHeader, 'type' | 'littleEndian' | 'start'>,
): (i: number) => number {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [size, read] = [npyTypes[type], readers[type]];
  return (i) => read(data, start + size * i, littleEndian);
}

const readers: Readonly<Record<NpyType, (data: DataView, offset: number, littleEndian: boolean) => number>> = {
  b1: (data, offset) => Number(data.getUint8(offset) !== 0),
  u1: (data, offset) => data.getUint8(offset),
  i1: (data, offset) => data.getInt8(offset),
  u2: (data, offset, little) => data.getUint16(offset, little),
  i2: (data, offset, little) => data.getInt16(offset, little),
  u4: (data, offset, little) => data.getUint32(offset, little),
  i4: (data, offset, little) => data.getInt32(offset, little),
  u8: (data, offset, little) => Number(data.getBigUint64(offset, little)),
  i8: (data, offset, little) => Number(data.getBigInt64(offset, little)),
  f2: (data, offset, little) => half(data.getUint16(offset, little)),
  f4: (data, offset, little) => data.getFloat32(offset, little),
  f8: (data, offset, little) => data.getFloat64(offset, little),
};
