import { counted } from '@latentkit/errors';
import { copyAgain, formatError } from '../files/formatError.ts';

/** What the head of a .npy file says of the values after it. */
export interface NpyHeader {
  /** numpy's name of the element type without its byte order, e.g. `f4`. */
  readonly type: NpyType;
  readonly littleEndian: boolean;
  /** True where the first index runs fastest. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly start: number;
}

/** Bytes of one element of every type that is read. */
export const npyTypes = { b1: 1, u1: 1, i1: 1, u2: 2, i2: 2, u4: 4, i4: 4, u8: 8, i8: 8, f2: 2, f4: 4, f8: 8 } as const;
export type NpyType = keyof typeof npyTypes;

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** numpy writes 118 bytes or a few more; itself it refuses to read more than this. */
const mostHeader = 10_000;
/** No tfjs tensor has more dimensions. */
const mostDimensions = 6;

/**
 * Read the head of a .npy file: magic, version 1 to 3, a Python dictionary of three entries.
 *
 * @param bytes the file, or its first 10 000 bytes at least
 * @throws `FILE_FORMAT` with file and byte offset
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const fail = formatError(file);
  const { descr, order, shape, from, start } = npyDictionary(bytes, file);
  return { ...element(descr, fail, from), ...order, shape: shapeOf(shape, fail, from), start };
}

/** What the head says of its type and shape, as text; whether it is numbers is not asked yet. */
export function npyDictionary(bytes: Uint8Array, file: string) {
  const fail = formatError(file);
  if (bytes.length < 10) throw fail(0, 'a .npy file of at least 10 bytes', counted(bytes.length, 'byte'), copyAgain);
  if (magic.some((byte, i) => bytes[i] !== byte)) {
    throw fail(0, 'the bytes \\x93NUMPY', 'other bytes', 'Give a file that numpy.save wrote.');
  }
  const version = bytes[6] as number;
  if (version < 1 || version > 3) throw fail(6, 'version 1, 2 or 3', `${version}`, 'Write it with numpy.save.');
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = version === 1 ? 10 : 12;
  if (bytes.length < from) throw fail(8, 'the length of the header', 'the end of the file', copyAgain);
  const length = version === 1 ? data.getUint16(8, true) : data.getUint32(8, true);
  if (length > mostHeader) throw fail(8, `a header of at most ${mostHeader} bytes`, `${length}`, copyAgain);
  if (bytes.length < from + length) {
    throw fail(from, `a header of ${counted(length, 'byte')}`, counted(bytes.length - from, 'byte'), copyAgain);
  }
  const text = String.fromCharCode(...bytes.subarray(from, from + length));
  if (/'descr'\s*:\s*\[/.test(text)) {
    throw fail(
      from,
      'numbers of one type',
      'a structured array with named fields',
      'Save it as Parquet (pandas.DataFrame(array).to_parquet(path)).',
    );
  }
  const entries = dictionary(text);
  if (!entries) {
    throw fail(from, "the entries 'descr', 'fortran_order' and 'shape'", shown(text), 'Write it with numpy.save.');
  }
  return { ...entries, from, start: from + length };
}

/** The three entries of a Python dictionary in any order, each once, or nothing. */
function dictionary(text: string) {
  const body =
    /^\{\s*((?:'\w+'\s*:\s*(?:'[^']*'|True|False|\((?:[\d,\sL]|(?:np|numpy)\.u?int(?:p|\d+)\(\d+\))*\))\s*,?\s*)*)\}\s*$/.exec(
      text,
    )?.[1];
  if (body === undefined) return undefined;
  const entries = [...body.matchAll(/'(\w+)'\s*:\s*('[^']*'|True|False|\((?:[^()]|\(\d+\))*\))/g)].map(
    ([, key, value]) => [key, value] as [string, string],
  );
  const { descr, fortran_order: order, shape } = Object.fromEntries(entries);
  if (entries.length !== 3 || !descr?.startsWith("'") || !order || !shape?.startsWith('(')) return undefined;
  if (order !== 'True' && order !== 'False') return undefined;
  return { descr: descr.slice(1, -1), order: { fortranOrder: order === 'True' }, shape: shape.slice(1, -1) };
}

type Fail = ReturnType<typeof formatError>;

function element(descr: string, fail: Fail, at: number): Pick<NpyHeader, 'type' | 'littleEndian'> {
  const [, order, type] = /^([<>|=]?)(\w+)$/.exec(descr) ?? [];
  if (type !== undefined && Object.hasOwn(npyTypes, type) && order !== '=') {
    if (npyTypes[type as NpyType] === 1 || order === '<' || order === '>') {
      return { type: type as NpyType, littleEndian: order !== '>' };
    }
  }
  const todo = descr.includes('O')
    ? 'Arrays of Python objects hold code and are never read: convert the array to numbers.'
    : "Convert it, e.g. with array.astype('float32').";
  throw fail(at, `numbers of one type, e.g. '<f4'`, shown(descr), todo);
}

export function shapeOf(text: string, fail: Fail, at: number): readonly number[] {
  const sizes = text
    .split(',')
    // 40L is Python 2's, np.int64(40) what numpy 2 shows of a number that is none of Python's.
    .map((part) => part.trim().replace(/^(?:(?:np|numpy)\.u?int(?:p|\d+)\((\d+)\)|(\d+)L)$/, '$1$2'))
    .filter((part, i, all) => part !== '' || i < all.length - 1);
  const shape = sizes.map((size) => (/^\d{1,15}$/.test(size) ? Number(size) : Number.NaN));
  if (shape.length === 0 || shape.length > mostDimensions || !shape.every((size) => size >= 1)) {
    throw fail(
      at,
      `1 to ${mostDimensions} dimensions of at least 1`,
      `(${shown(text)})`,
      'Give a file that holds rows.',
    );
  }
  return shape;
}

/** Text of a file as it can stand in a line. */
const shown = (text: string) => JSON.stringify(text.trim().slice(0, 60));
