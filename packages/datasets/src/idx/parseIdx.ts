import type { Table } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { copyAgain as again, formatError } from '../files/formatError.ts';

/** Element types of the format by code, with bytes per element. The first three are what a `Table` holds in no more bytes than the file. */
const types: Readonly<Record<number, { name: string; bytes: number }>> = {
  8: { name: 'uint8', bytes: 1 },
  12: { name: 'int32', bytes: 4 },
  13: { name: 'float32', bytes: 4 },
};
const unheld: Readonly<Record<number, string>> = { 9: ' (int8)', 11: ' (int16)', 14: ' (float64)' };

/**
 * Read an IDX file, the format of MNIST: two zero bytes, the element type, the number of dimensions, the sizes as big-endian uint32, the
 * values in row-major order, big-endian.
 *
 * Unsigned bytes stay a view of `bytes`; int32 and float32 are copied into this machine's order. What a header promises is checked
 * against what the file holds before anything is allocated.
 *
 * @param bytes the whole file, unpacked
 * @param options.file what errors call it
 * @returns values in the file's shape, scale 1
 * @throws `FILE_FORMAT` with file and byte offset
 * @see http://yann.lecun.com/exdb/mnist/
 * @example
 * parseIdx(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 5, 0]), { file: 'labels' }); // values 5, 0 of shape [2]
 */
export function parseIdx(bytes: Uint8Array, { file }: { file: string }): Table {
  const fail = formatError(file);
  if (bytes.length < 4) throw fail(0, 'a magic number of 4 bytes', `a file of ${counted(bytes.length, 'byte')}`, again);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.getUint16(0) === 0x1f8b) throw fail(0, 'an IDX file', 'a gzip file', 'Unpack it first.');
  if (data.getUint16(0) !== 0) {
    const magic = 'a magic number that starts with two zero bytes, as 0x00000803 (images) or 0x00000801 (labels)';
    throw fail(0, magic, hex(data.getUint32(0), 8), 'Give a file in the IDX format of MNIST.');
  }
  const code = data.getUint8(2);
  const type = types[code];
  if (!type) {
    const received = `${hex(code, 2)}${unheld[code] ?? ''}`;
    throw fail(2, 'element type 0x08 (uint8), 0x0c (int32) or 0x0d (float32)', received, 'Write it as one of these.');
  }
  const rank = data.getUint8(3);
  if (rank === 0) throw fail(3, 'at least 1 dimension', '0', 'Give a file that holds rows.');
  const start = 4 + 4 * rank;
  if (bytes.length < start) throw fail(4, `${rank} sizes of 4 bytes`, counted(bytes.length - 4, 'byte'), again);
  const shape = Array.from({ length: rank }, (_, axis) => data.getUint32(4 + 4 * axis));
  const empty = shape.indexOf(0);
  if (empty !== -1) throw fail(4 + 4 * empty, 'a size of at least 1', '0', 'Give a file that holds rows.');
  const end = start + shape.reduce((product, size) => product * size, type.bytes);
  const whole = `${counted(end, 'byte')} for ${type.name} of shape [${shape}]`;
  if (bytes.length < end) throw fail(bytes.length, whole, `the end of the file after ${bytes.length}`, again);
  if (bytes.length > end) throw fail(end, whole, `${bytes.length - end} more`, again);
  if (type.name === 'uint8') return { values: bytes.subarray(start), shape, scale: 1 };
  const values = type.name === 'int32' ? new Int32Array((end - start) / 4) : new Float32Array((end - start) / 4);
  for (let i = 0; i < values.length; i++) {
    const offset = start + 4 * i;
    const value = type.name === 'int32' ? data.getInt32(offset) : data.getFloat32(offset);
    if (!Number.isFinite(value)) throw fail(offset, 'a finite number', String(value), 'Write the file without it.');
    values[i] = value;
  }
  return { values, shape, scale: 1 };
}

const hex = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`;
