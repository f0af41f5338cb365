import { expected, type LatentKitError } from '@latentkit/errors';
import type { HostArray } from '../engine/engine.ts';

export type NamedArrays = Readonly<Record<string, HostArray>>;

/**
 * The safetensors format (version of Hugging Face's README): u64 header length, JSON header, then the tensors' bytes without a hole.
 * It is data alone: nothing in a file is ever run.
 */
const headerLengthBytes = 8;
const maxHeaderBytes = 100_000_000;
const metadataKey = '__metadata__';

/** Write float32 and int32 tensors, sorted by name, with optional string metadata. */
export function encodeSafetensors(tensors: NamedArrays, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { [metadataKey]: metadata } : {};
  const names = Object.keys(tensors).sort();
  let offset = 0;
  for (const name of names) {
    const { values, shape } = tensors[name] as HostArray;
    checkSize(name, shape, values.length);
    header[name] = {
      dtype: values instanceof Int32Array ? 'I32' : 'F32',
      shape,
      data_offsets: [offset, offset + values.byteLength],
    };
    offset += values.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Padded with spaces so that the data starts on a multiple of eight.
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(headerLengthBytes + headerBytes + offset).fill(0x20, headerLengthBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(json, headerLengthBytes);
  let at = headerLengthBytes + headerBytes;
  for (const name of names) {
    const { values } = tensors[name] as HostArray;
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return file;
}

/**
 * Read a safetensors file of float32 and int32 tensors; sizes are checked before memory is taken.
 *
 * @throws `FILE_FORMAT` naming the file, the place and what was expected there
 */
export function decodeSafetensors(
  file: Uint8Array,
  { name: fileName = 'safetensors' } = {},
): { tensors: NamedArrays; metadata: Readonly<Record<string, string>> } {
  const fail = (want: string, got: string): LatentKitError =>
    expected({
      where: fileName,
      expected: want,
      received: got,
      todo: 'The file is damaged or of another format: write or fetch it again.',
      code: 'FILE_FORMAT',
    });
  const { header, dataStart } = readHeader(file, fail);
  const { [metadataKey]: metadata = {}, ...entries } = header;
  const tensors: Record<string, HostArray> = {};
  let end = 0;
  const sorted = Object.entries(entries).map(([name, entry]) => ({ name, ...readEntry(name, entry, fail) }));
  sorted.sort((a, b) => a.begin - b.begin || a.end - b.end);
  for (const { name, dtype, shape, begin, end: next } of sorted) {
    if (begin !== end) throw fail(`tensor ${name} to begin at data byte ${end}`, `${begin}`);
    if (dataStart + next > file.length) throw fail(`${dataStart + next} bytes to hold ${name}`, `${file.length} bytes`);
    // A copy: the data may begin at any byte, and `slice` of a Node Buffer would be a view of its whole pool.
    const bytes = new Uint8Array(file.subarray(dataStart + begin, dataStart + next));
    tensors[name] = { values: dtype === 'I32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer), shape };
    end = next;
  }
  if (dataStart + end !== file.length) throw fail(`the file to end at byte ${dataStart + end}`, `${file.length} bytes`);
  if (!isStringRecord(metadata)) throw fail('metadata of strings', typeof metadata);
  return { tensors, metadata };
}

type Fail = (want: string, got: string) => LatentKitError;

function readHeader(file: Uint8Array, fail: Fail) {
  if (file.length < headerLengthBytes) throw fail('at least 8 bytes', `${file.length}`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > maxHeaderBytes || Number(length) > file.length - headerLengthBytes) {
    throw fail(`a header within the ${file.length} bytes of the file`, `a header of ${length} bytes`);
  }
  const dataStart = headerLengthBytes + Number(length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(headerLengthBytes, dataStart));
    const header: unknown = JSON.parse(text);
    if (text.startsWith('{') && typeof header === 'object')
      return { header: header as Record<string, unknown>, dataStart };
  } catch {}
  throw fail('a JSON object as header', 'something else');
}

function readEntry(name: string, entry: unknown, fail: Fail) {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== 'F32' && dtype !== 'I32') throw fail(`dtype F32 or I32 for ${name}`, JSON.stringify(dtype) ?? 'none');
  if (!isSizes(shape)) throw fail(`a shape of whole numbers for ${name}`, JSON.stringify(shape) ?? 'none');
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw fail(`two data offsets for ${name}`, JSON.stringify(offsets) ?? 'none');
  }
  const [begin, end] = offsets as [number, number];
  const bytes = 4 * shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(bytes) || end - begin !== bytes) {
    throw fail(`${bytes} bytes for ${name} of shape [${shape}]`, `${end - begin}`);
  }
  return { dtype, shape, begin, end };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');
}

function checkSize(name: string, shape: readonly number[], length: number): void {
  const size = shape.reduce((product, next) => product * next, 1);
  if (size === length) return;
  throw expected({
    where: `encodeSafetensors, ${name}`,
    expected: `${size} values for shape [${shape}]`,
    received: `${length}`,
    todo: 'Give values and shape of the same tensor.',
    code: 'SHAPE',
  });
}
