import { expected } from '@latentkit/errors';
import type { HostArray } from '../data/hostArray.ts';
import { headerLengthBytes, maxHeaderBytes, metadataKey } from './safetensors.ts';

export type NamedArrays = Readonly<Record<string, HostArray>>;

/**
 * Write float32 and int32 tensors as a safetensors file, sorted by name; the same tensors give the same bytes.
 *
 * @param metadata strings that every reader shows
 * @throws `SHAPE` for values that do not fill their shape, `FILE_FORMAT` for names that a file cannot hold
 * @example
 * const file = encodeSafetensors({ w: { values: Float32Array.of(1, 2), shape: [2] } }, { step: '10' });
 */
export function encodeSafetensors(tensors: NamedArrays, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const names = Object.keys(tensors).sort();
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [[metadataKey, metadata]] : [];
  let offset = 0;
  for (const name of names) {
    const { values, shape } = tensors[name] as HostArray;
    checkName(name);
    checkSize(name, shape, values.length);
    const dtype = values instanceof Int32Array ? 'I32' : 'F32';
    header.push([name, { dtype, shape, data_offsets: [offset, offset + values.byteLength] }]);
    offset += values.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  // Padded with spaces so that the data starts on a multiple of eight.
  const headerBytes = Math.ceil(json.length / 8) * 8;
  if (headerBytes > maxHeaderBytes) throw refused(`a header of at most ${maxHeaderBytes} bytes`, `${headerBytes}`);
  const file = new Uint8Array(headerLengthBytes + headerBytes + offset).fill(0x20, 0, headerLengthBytes + headerBytes);
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

function checkName(name: string): void {
  if (name === metadataKey || /\p{Surrogate}/u.test(name)) {
    throw refused(`a name of whole characters other than ${metadataKey}`, JSON.stringify(name));
  }
}

function refused(want: string, got: string) {
  return expected({
    where: 'encodeSafetensors',
    expected: want,
    received: got,
    todo: 'Choose other names for the tensors.',
    code: 'FILE_FORMAT',
  });
}

function checkSize(name: string, shape: readonly number[], length: number): void {
  const size = shape.reduce((product, next) => product * next, 1);
  if (size !== length) {
    throw expected({
      where: `encodeSafetensors, ${name}`,
      expected: `${size} values for shape [${shape}]`,
      received: `${length}`,
      todo: 'Give values and shape of the same tensor.',
      code: 'SHAPE',
    });
  }
}
