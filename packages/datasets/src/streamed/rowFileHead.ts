import type { FileHandle } from 'node:fs/promises';
import { counted } from '@latentkit/errors';
import { isChannelsFirst, observations } from '../arrays/observations.ts';
import type { Layout } from '../dataset.ts';
import { copyAgain, formatError } from '../files/formatError.ts';
import { npyHeader } from '../npy/npyHeader.ts';

/** Where the rows of a file lie, and what they are. */
export interface RowFileHead {
  /** [rows, …row] */
  readonly shape: readonly number[];
  readonly scale: number;
  readonly layout: Layout;
  /** The shape of a row in the file, [channels, height, width], where it is another. */
  readonly stored?: readonly number[];
  readonly type: 'Uint8Array' | 'Int32Array' | 'Float32Array';
  /** The byte of the first row. */
  readonly start: number;
}

/** As much as a .npy header may take. */
const headBytes = 10_012;
const most = 2 ** 31 - 1;
const npyTypes = { u1: 'Uint8Array', i4: 'Int32Array', f4: 'Float32Array' } as const;

/** Reads the head of a .npy or IDX file and compares it with the size of the file. */
export async function rowFileHead(file: FileHandle, path: string): Promise<RowFileHead> {
  const fail = formatError(path);
  const found = await file.stat();
  if (!found.isFile())
    throw fail(0, 'a file of rows', found.isDirectory() ? 'a directory' : 'a device or pipe', 'Check the path.');
  const { bytesRead, buffer } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0);
  const head = buffer.subarray(0, bytesRead);
  const { bytes, ...rest } = head[0] === 0x93 ? npyHead(head, path) : idxHead(head, path);
  const end = rest.shape.reduce((product, size) => product * size, bytes) + rest.start;
  if (found.size !== end)
    throw fail(
      Math.min(end, found.size),
      `${counted(end, 'byte')} for shape [${rest.shape}]`,
      `a file of ${found.size}`,
      copyAgain,
    );
  const rows = rest.shape[0] as number;
  if (rows > most) throw fail(0, `at most ${counted(most, 'row')}`, `${rows}`, 'Divide the file.');
  const { y, layout } = observations(
    { values: new Uint8Array(0), shape: rest.shape },
    { pixels: rest.type === 'Uint8Array' },
  );
  const stored = isChannelsFirst(rest.shape) ? rest.shape.slice(1) : undefined;
  return { shape: y.shape, scale: y.scale, layout, type: rest.type, start: rest.start, ...(stored && { stored }) };
}

type Raw = Omit<RowFileHead, 'scale' | 'layout'> & { readonly bytes: number };

function npyHead(head: Uint8Array, path: string): Raw {
  const { type, shape, start, littleEndian, fortranOrder } = npyHeader(head, path);
  const array = Object.hasOwn(npyTypes, type) ? npyTypes[type as keyof typeof npyTypes] : undefined;
  if (array && littleEndian && !fortranOrder)
    return { shape, type: array, start, bytes: array === 'Uint8Array' ? 1 : 4 };
  const received = `${littleEndian ? '' : 'big-endian '}${type}${fortranOrder ? ' in Fortran order' : ''}`;
  const todo = "Write it with numpy.save(file, numpy.ascontiguousarray(array, '<f4')).";
  throw formatError(path)(10, 'uint8, or little-endian int32 or float32, in C order', received, todo);
}

/** IDX files hold their numbers big-endian, so only bytes lie there as a table holds them. */
function idxHead(head: Uint8Array, path: string): Raw {
  const fail = formatError(path);
  const data = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const rank = head[3] ?? 0;
  if (head.length < 4 + 4 * rank || head[0] !== 0 || head[1] !== 0 || head[2] !== 8 || rank === 0) {
    throw fail(
      0,
      'a .npy file, or an IDX file of bytes, not packed',
      'another',
      'Unpack it, or write it with numpy.save.',
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => data.getUint32(4 + 4 * axis));
  if (shape.includes(0)) throw fail(4, 'sizes of at least 1', `[${shape}]`, 'Give a file that holds rows.');
  return { shape, type: 'Uint8Array', start: 4 + 4 * rank, bytes: 1 };
}
