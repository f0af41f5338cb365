import { readFileSync } from 'node:fs';
import { isLatentKitError } from '@latentkit/errors';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from './decodeSafetensors.ts';
import { encodeSafetensors } from './encodeSafetensors.ts';

const tensors = {
  'encoder/0/kernel': { values: Float32Array.of(1.5, -0, Number.MIN_VALUE, 3e38), shape: [2, 2] },
  step: { values: Int32Array.of(7), shape: [] },
  empty: { values: new Float32Array(0), shape: [0, 3] },
};

function fileOf(header: unknown, data = 0, { length }: { length?: bigint } = {}) {
  const json = typeof header === 'string' ? new TextEncoder().encode(header) : (header as Uint8Array);
  const file = new Uint8Array(8 + json.length + data);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

/** A line of testdata/safetensors_cases.json; `python`: Python's safetensors 0.8.0 accepts it (scripts/safetensors-check.mjs). */
interface Case {
  readonly name: string;
  readonly header: string;
  readonly data: number;
  readonly length?: string;
  readonly base64?: string;
  readonly times?: number;
  readonly repeat?: readonly [item: string, count: number];
  /** Why we refuse what Python accepts. */
  readonly stricter?: string;
  readonly python: boolean;
}

function caseFile({ header, data, length, base64, times = 1, repeat }: Case): Uint8Array {
  if (length === 'none') return new Uint8Array();
  if (length === 'short') return new Uint8Array(7);
  const items = repeat && Array.from({ length: repeat[1] }, (_, i) => repeat[0].replace('#', String(i)));
  const text = items ? `{${items.join(',')}}` : header.repeat(times);
  const bytes = base64 === undefined ? text : new Uint8Array(Buffer.from(base64, 'base64'));
  return fileOf(bytes, data, length === undefined ? {} : { length: BigInt(length) });
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../testdata/safetensors_cases.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

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
    const file = fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8);
    new DataView(file.buffer).setFloat32(file.length - 4, 0.5, true);
    expect(decodeSafetensors(file).tensors).toEqual({ a: { values: Float32Array.of(0, 0.5), shape: [2] } });
  });

  it.each(cases.map((one) => [one.python ? 'accepts' : 'refuses', one.name, one] as const))(
    'Python %s %s, and so do we',
    (_, __, one) => {
      let code = 'accepted';
      try {
        decodeSafetensors(caseFile(one));
      } catch (error) {
        expect(isLatentKitError(error)).toBe(true);
        code = (error as { code: string }).code;
      }
      expect(one.python && one.stricter === undefined ? ['accepted', 'DTYPE'] : ['FILE_FORMAT']).toContain(code);
    },
  );

  const bytesOf = (values: { readonly buffer: ArrayBufferLike }) => new Uint8Array(values.buffer as ArrayBuffer);
  /** A file of one tensor a. */
  function fileWith(dtype: string, count: number, data: Uint8Array) {
    const header = { a: { dtype, shape: [count], data_offsets: [0, data.length] } };
    const file = fileOf(JSON.stringify(header), data.length);
    file.set(data, file.length - data.length);
    return file;
  }

  it.each([
    ['F64', Float64Array.of(0.1, -0, Infinity, 1e-300), Float32Array.of(0.1, -0, Infinity, 0)],
    // 1, −2, the least and the largest, the least subnormal, −0, ∞, NaN (NumPy's float16).
    [
      'F16',
      Uint16Array.of(0x3c00, 0xc000, 0x0400, 0x7bff, 0x0001, 0x8000, 0x7c00, 0x7e00),
      Float32Array.of(1, -2, 2 ** -14, 65504, 2 ** -24, -0, Infinity, Number.NaN),
    ],
    ['BF16', Uint16Array.of(0x3f80, 0xc049, 0x7f80), Float32Array.of(1, -3.140625, Infinity)],
    ['I64', BigInt64Array.of(-7n, 2n ** 31n - 1n), Int32Array.of(-7, 2 ** 31 - 1)],
    ['U8', Uint8Array.of(0, 255), Int32Array.of(0, 255)],
    ['I8', Int8Array.of(-128), Int32Array.of(-128)],
    ['U16', Uint16Array.of(65535), Int32Array.of(65535)],
    ['I16', Int16Array.of(-32768), Int32Array.of(-32768)],
    ['BOOL', Uint8Array.of(1, 0, 7), Int32Array.of(1, 0, 1)],
  ] as const)('reads %s as float32 or int32', (dtype, stored, values) => {
    const { tensors } = decodeSafetensors(fileWith(dtype, values.length, bytesOf(stored)));
    expect(tensors).toEqual({ a: { values, shape: [values.length] } });
  });

  it('rounds F64 to the nearest float32, and refuses a number that has none', () => {
    const read = (dtype: string, values: Parameters<typeof bytesOf>[0]) => () =>
      decodeSafetensors(fileWith(dtype, 1, bytesOf(values)), { name: 'w' }).tensors.a?.values;
    expect(read('F64', Float64Array.of(Math.PI))()).toEqual(Float32Array.of(Math.PI));
    expect(read('F64', Float64Array.of(1e300))).toThrow('w: expected float32 numbers in a, received 1e+300 as F64.');
    expect(read('I64', BigInt64Array.of(2n ** 31n))).toThrow(
      'w: expected int32 numbers in a, received 2147483648 as I64.',
    );
    expect(read('U32', Uint32Array.of(2 ** 32 - 1))).toThrow('received 4294967295 as U32.');
  });

  it('leaves out what is not asked for, whatever its dtype', () => {
    const file = fileOf(
      '{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"I32","shape":[1],"data_offsets":[8,12]}}',
      12,
    );
    const { tensors } = decodeSafetensors(file, { only: (name) => name === 'b' });
    expect(tensors).toEqual({ b: { values: Int32Array.of(0), shape: [1] } });
  });

  it('keeps a tensor that is called __proto__', () => {
    const file = encodeSafetensors(Object.fromEntries([['__proto__', tensors.step]]));
    expect(Object.entries(decodeSafetensors(file).tensors)).toEqual([['__proto__', tensors.step]]);
  });

  const one = (fields: string) => `{"a":{${fields}}}`;
  it.each([
    [
      'a short file',
      new Uint8Array(3),
      'w: expected at least 8 bytes, received 3. The file is damaged or of another format: write or fetch it again.',
    ],
    [
      'a length beyond the file',
      fileOf('{}', 0, { length: 999n }),
      'w: expected a header within the 10 bytes of the file, received a header of 999 bytes.',
    ],
    ['no JSON', fileOf('{"a"'), 'w: expected a JSON object as header, received something else (: at character 4).'],
    [
      'no UTF-8',
      fileOf(Uint8Array.of(0x7b, 0xff)),
      'w: expected a JSON object as header, received bytes that are no UTF-8.',
    ],
    [
      'another dtype',
      fileOf(one('"dtype":"C64","shape":[1],"data_offsets":[0,8]'), 8),
      'w: expected one of F32, I32, F16, BF16, F64, BOOL, U8, I8, U16, I16, U32, I64, U64 for a, received C64. The file is intact: convert the tensor where it was written, or leave it out.',
    ],
    [
      'an unknown dtype',
      fileOf(one('"dtype":"X1","shape":[1],"data_offsets":[0,8]'), 8),
      'w: expected a dtype for a, received "X1".',
    ],
    ['a missing field', fileOf(one('"dtype":"F32","shape":[1]')), 'w: expected one data_offsets for a, received none.'],
    [
      'a negative size',
      fileOf(one('"dtype":"F32","shape":[-1],"data_offsets":[0,4]'), 4),
      'w: expected a shape of whole numbers for a, received ["not whole"].',
    ],
    [
      'another number of bytes',
      fileOf(one('"dtype":"F32","shape":[2],"data_offsets":[0,4]'), 4),
      'w: expected 8 bytes for a of shape [2], received 4.',
    ],
    [
      'a hole',
      fileOf(one('"dtype":"F32","shape":[1],"data_offsets":[4,8]'), 8),
      'w: expected tensor a to begin at data byte 0, received 4.',
    ],
    [
      'trailing bytes',
      fileOf(one('"dtype":"F32","shape":[1],"data_offsets":[0,4]'), 5),
      'w: expected 4 bytes of data, received 5.',
    ],
    ['metadata of numbers', fileOf('{"__metadata__":{"a":1}}'), 'w: expected metadata of strings, received an object.'],
  ])('says what is wrong with %s', (_, file, message) => {
    expect(() => decodeSafetensors(file, { name: 'w' })).toThrow(message);
  });

  it('writes nothing that a reader would refuse', () => {
    expect(() => encodeSafetensors({ a: { values: Float32Array.of(1), shape: [2] } })).toThrow(
      'encodeSafetensors, a: expected 2 values for shape [2], received 1. Give values and shape of the same tensor.',
    );
    for (const name of ['__metadata__', '\ud800']) {
      expect(() => encodeSafetensors({ [name]: tensors.step })).toThrow(
        'encodeSafetensors: expected a name of whole characters other than __metadata__, received',
      );
    }
  });
});
