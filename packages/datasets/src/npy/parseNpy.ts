import type { Table } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { copyAgain, formatError } from '../files/formatError.ts';
import { elementReader } from './elementReader.ts';
import { type NpyHeader, npyHeader, npyTypes } from './npyHeader.ts';

/**
 * Read a .npy file, numpy's own format: booleans, integers and floats of either byte order, in C or Fortran order.
 *
 * Bytes in C order stay a view of `bytes`; other integers become int32 and must fit it, floats become float32 and must be finite. What the
 * header promises is checked against what the file holds before anything is allocated.
 *
 * @param bytes the whole file
 * @param options.file what errors call it
 * @returns values in the file's shape, scale 1
 * @throws `FILE_FORMAT` with file and byte offset
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @example
 * const { shape } = parseNpy(npy, { file: 'points.npy' }); // [2, 3]
 */
export function parseNpy(bytes: Uint8Array, { file }: { file: string }): Table {
  const fail = formatError(file);
  const { header, count } = checkedHeader(bytes, file);
  const { type, shape, start, fortranOrder } = header;
  if (type === 'u1' && !fortranOrder) return { values: bytes.subarray(start), shape, scale: 1 };
  const read = elementReader(bytes, header, fail);
  const values =
    type === 'u1' || type === 'b1'
      ? new Uint8Array(count)
      : type.startsWith('f')
        ? new Float32Array(count)
        : new Int32Array(count);
  if ((type === 'f4' || type === 'i4') && header.littleEndian && !fortranOrder && littleEndianMachine) {
    new Uint8Array(values.buffer).set(bytes.subarray(start));
    const broken = values instanceof Float32Array ? values.findIndex((value) => !Number.isFinite(value)) : -1;
    // Reads it again, and throws.
    if (broken !== -1) read(broken);
  } else if (!fortranOrder) for (let i = 0; i < count; i++) values[i] = read(i);
  else toRowMajor(shape, (to, from) => (values[to] = read(from)));
  return { values, shape, scale: 1 };
}

/** The head of a file that holds as many bytes as it says. */
export function checkedHeader(bytes: Uint8Array, file: string): { header: NpyHeader; count: number } {
  const fail = formatError(file);
  const header = npyHeader(bytes, file);
  const { type, shape, start } = header;
  const count = shape.reduce((product, size) => product * size, 1);
  const end = start + count * npyTypes[type];
  const whole = `${counted(end, 'byte')} for ${type} of shape [${shape}]`;
  if (bytes.length < end) throw fail(bytes.length, whole, `the end of the file after ${bytes.length}`, copyAgain);
  if (bytes.length > end) throw fail(end, whole, `${bytes.length - end} more`, copyAgain);
  return { header, count };
}

const littleEndianMachine = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Every position in row-major order with the position of the same element where the first index runs fastest. */
function toRowMajor(shape: readonly number[], move: (to: number, from: number) => void): void {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < stride; to++) {
    move(to, from);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      from += strides[axis] as number;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      from -= (strides[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
  }
}
