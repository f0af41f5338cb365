import { expected, type LatentKitError } from '@latentkit/errors';
import type { HostArray } from '../data/hostArray.ts';
import type { NamedArrays } from './encodeSafetensors.ts';
import { headerJson, type Json, type JsonObject } from './headerJson.ts';
import { dtypeBits, headerLengthBytes, maxHeaderBytes, metadataKey } from './safetensors.ts';
import { readableDtypes, storedNumbers } from './storedNumbers.ts';

/**
 * Read a safetensors file. Floats (F32, F64, F16, BF16) become float32, whole numbers and booleans int32. It is data alone: nothing in a file is run,
 * and every size is checked against the file before memory is taken. What Python's safetensors refuses is refused.
 *
 * @param options.name what an error calls the file
 * @param options.only the names that are read, all by default; the others are checked and left out
 * @throws `FILE_FORMAT` naming the file, the place and what was expected there; `DTYPE` for a sound file with a tensor of 8-bit floats or complex
 *   numbers, or with a number that float32 or int32 cannot hold
 * @example
 * const file = encodeSafetensors({ w: { values: Float32Array.of(1, 2), shape: [2] } });
 * decodeSafetensors(file).tensors.w?.values; // Float32Array [1, 2]
 */
export function decodeSafetensors(
  file: Uint8Array,
  { name: fileName = 'safetensors', only = () => true }: { name?: string; only?: (name: string) => boolean } = {},
): { tensors: NamedArrays; metadata: Readonly<Record<string, string>> } {
  const fail: Fail = (want, got) =>
    expected({
      where: fileName,
      expected: want,
      received: got.slice(0, 80),
      todo: 'The file is damaged or of another format: write or fetch it again.',
      code: 'FILE_FORMAT',
    });
  const { header, dataStart } = readHeader(file, fail);
  let metadata: Readonly<Record<string, string>> = {};
  const places = new Map<string, Place>();
  for (const [name, value] of header.entries) {
    if (name === metadataKey) metadata = readMetadata(value, fail);
    else places.set(name, readPlace(name, value, fail));
  }
  checkCover([...places], file.length - dataStart, fail);
  const tensors = [...places].flatMap(([name, { dtype, shape, begin, end }]) => {
    if (!only(name)) return [];
    // A copy: the data may begin at any byte, and `slice` of a Node Buffer would be a view of its whole pool.
    const values = storedNumbers(dtype, new Uint8Array(file.subarray(dataStart + begin, dataStart + end)));
    if (typeof values !== 'object') throw otherDtype(fileName, name, dtype, values);
    return [[name, { values, shape } satisfies HostArray] as const];
  });
  // Not by assignment: a tensor may be called __proto__.
  return { tensors: Object.fromEntries(tensors), metadata };
}

type Fail = (want: string, got: string) => LatentKitError;

/** Where a tensor's bytes are, counted from the first byte after the header. */
interface Place {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(file: Uint8Array, fail: Fail) {
  if (file.length < headerLengthBytes) throw fail('at least 8 bytes', `${file.length}`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > maxHeaderBytes || Number(length) > file.length - headerLengthBytes) {
    throw fail(`a header within the ${file.length} bytes of the file`, `a header of ${length} bytes`);
  }
  const dataStart = headerLengthBytes + Number(length);
  let header: Json = null;
  let reason = 'something else';
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    header = headerJson(decoder.decode(file.subarray(headerLengthBytes, dataStart)));
  } catch (error) {
    reason = error instanceof SyntaxError ? `something else (${error.message})` : 'bytes that are no UTF-8';
  }
  if (!isObject(header)) throw fail('a JSON object as header', reason);
  if (header.entries.filter(([key]) => key === metadataKey).length > 1) {
    throw fail(`one ${metadataKey}`, 'two');
  }
  return { header, dataStart };
}

function readPlace(name: string, value: Json, fail: Fail): Place {
  const field = (key: string) => {
    const found = isObject(value) ? value.entries.filter(([other]) => other === key) : [];
    if (found.length !== 1) throw fail(`one ${key} for ${name}`, found.length === 0 ? 'none' : `${found.length}`);
    return (found[0] as readonly [string, Json])[1];
  };
  const [dtype, shape, offsets] = [field('dtype'), field('shape'), field('data_offsets')];
  if (typeof dtype !== 'string' || !dtypeBits.has(dtype)) throw fail(`a dtype for ${name}`, shown(dtype));
  if (!isSizes(shape)) throw fail(`a shape of whole numbers for ${name}`, shown(shape));
  if (!isSizes(offsets) || offsets.length !== 2) throw fail(`two data offsets for ${name}`, shown(offsets));
  const [begin, end] = offsets as [number, number];
  return { dtype, shape, begin, end };
}

/** Each tensor has the bytes that its shape needs, and every byte after the header belongs to one tensor. */
function checkCover(places: readonly (readonly [string, Place])[], dataBytes: number, fail: Fail): void {
  const sorted = [...places].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const [name, { dtype, shape, begin, end }] of sorted) {
    const bytes = (sizeOf(shape) * (dtypeBits.get(dtype) as number)) / 8;
    if (!Number.isSafeInteger(bytes) || end - begin !== bytes) {
      throw fail(`${bytes} bytes for ${name} of shape [${shape}]`, `${end - begin}`);
    }
    if (begin !== covered) throw fail(`tensor ${name} to begin at data byte ${covered}`, `${begin}`);
    covered = end;
  }
  if (covered !== dataBytes) throw fail(`${covered} bytes of data`, `${dataBytes}`);
}

/** Infinity where a product on the way is beyond 64 bits, also if a later size is 0. */
function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, next) => (size * next < 2 ** 64 ? size * next : Number.POSITIVE_INFINITY), 1);
}

function readMetadata(value: Json, fail: Fail): Readonly<Record<string, string>> {
  if (value === null) return {};
  if (!isObject(value) || !value.entries.every(([, text]) => typeof text === 'string')) {
    throw fail('metadata of strings', shown(value));
  }
  return Object.fromEntries(value.entries as readonly (readonly [string, string])[]);
}

function otherDtype(fileName: string, tensor: string, dtype: string, number: string | undefined): LatentKitError {
  const kind = dtype.startsWith('F') ? 'float32' : 'int32';
  return expected({
    where: fileName,
    expected:
      number === undefined ? `one of ${readableDtypes.join(', ')} for ${tensor}` : `${kind} numbers in ${tensor}`,
    received: number === undefined ? dtype : `${number} as ${dtype}`,
    todo: 'The file is intact: convert the tensor where it was written, or leave it out.',
    code: 'DTYPE',
  });
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && 'entries' in value && !Array.isArray(value);

function isSizes(value: Json): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function shown(value: Json): string {
  return isObject(value)
    ? 'an object'
    : (JSON.stringify(value, (_, item) => (Number.isNaN(item) ? 'not whole' : item)) as string);
}
