import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const tensors = {
  'encoder/0/kernel': { values: Float32Array.of(1.5, -0, Number.MIN_VALUE, 3e38), shape: [2, 2] },
  step: { values: Int32Array.of(7), shape: [] },
  empty: { values: new Float32Array(0), shape: [0, 3] },
};

function fileOf(header: unknown, data = 0, { length }: { length?: bigint } = {}) {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + data);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

const entry = (shape: unknown, offsets: unknown, dtype = 'F32') => ({ dtype, shape, data_offsets: offsets });

describe('safetensors', () => {
  it('decode ∘ encode is the identity, bit for bit, whatever the alignment of the bytes and also for a Buffer', () => {
    const file = encodeSafetensors(tensors, { kind: 'autoencoder' });
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    for (const bytes of [file, shifted.subarray(1), Buffer.from(file)]) {
      expect(decodeSafetensors(bytes)).toEqual({ tensors, metadata: { kind: 'autoencoder' } });
    }
    expect((file.length - 4 * 5) % 8).toBe(0);
  });

  it('reads the example of the format, byte by byte', () => {
    const file = fileOf({ a: entry([2], [0, 8]) }, 8);
    new DataView(file.buffer).setFloat32(file.length - 4, 0.5, true);
    expect(decodeSafetensors(file).tensors).toEqual({ a: { values: Float32Array.of(0, 0.5), shape: [2] } });
  });

  it.each([
    ['too short', new Uint8Array(3), 'w: expected at least 8 bytes, received 3.'],
    [
      'header longer than the file',
      fileOf({}, 0, { length: 999n }),
      'w: expected a header within the 10 bytes of the file, received a header of 999 bytes.',
    ],
    [
      'header longer than any memory',
      fileOf({}, 0, { length: 2n ** 63n }),
      'received a header of 9223372036854775808 bytes.',
    ],
    ['no JSON', fileOf('{"a"', 0), 'w: expected a JSON object as header, received something else.'],
    ['an array', fileOf([], 0), 'w: expected a JSON object as header, received something else.'],
    [
      'unknown dtype',
      fileOf({ a: entry([1], [0, 8], 'F64') }, 8),
      'w: expected dtype F32 or I32 for a, received "F64".',
    ],
    [
      'negative size',
      fileOf({ a: entry([-1], [0, 4]) }, 4),
      'w: expected a shape of whole numbers for a, received [-1].',
    ],
    [
      'huge shape',
      fileOf({ a: entry([2 ** 40, 2 ** 40], [0, 4]) }, 4),
      'bytes for a of shape [1099511627776,1099511627776], received 4.',
    ],
    ['a hole', fileOf({ a: entry([1], [4, 8]) }, 8), 'w: expected tensor a to begin at data byte 0, received 4.'],
    [
      'an overlap',
      fileOf({ a: entry([1], [0, 4]), b: entry([1], [0, 4]) }, 4),
      'w: expected tensor b to begin at data byte 4, received 0.',
    ],
    ['trailing bytes', fileOf({ a: entry([1], [0, 4]) }, 5), 'w: expected the file to end at byte'],
    ['missing bytes', fileOf({ a: entry([1], [0, 4]) }, 3), 'bytes to hold a, received'],
    ['metadata of numbers', fileOf({ __metadata__: { a: 1 } }), 'w: expected metadata of strings, received object.'],
  ])('refuses %s', (_, file, message) => {
    expect(() => decodeSafetensors(file, { name: 'w' })).toThrow(message);
  });

  it('refuses values that do not fill their shape', () => {
    expect(() => encodeSafetensors({ a: { values: Float32Array.of(1), shape: [2] } })).toThrow(
      'encodeSafetensors, a: expected 2 values for shape [2], received 1. Give values and shape of the same tensor.',
    );
  });
});
