import { describe, expect, it } from 'vitest';
import { golden, npy, refusal } from '../../testing/files.ts';
import { parseNpy } from './parseNpy.ts';

const read = (bytes: Uint8Array) => parseNpy(bytes, { file: 'a.npy' });
const message = (bytes: Uint8Array) => refusal(() => read(bytes));

describe('parseNpy reads what numpy wrote', () => {
  it.each([
    ['float64.npy', new Float32Array([1.5, -2, 3, 4, 5, 6.25]), [2, 3]],
    ['big-endian-float32.npy', new Float32Array([1.5, -2.5]), [2]],
    ['half.npy', new Float32Array([1, -0.5, 65504, 2 ** -24, 0]), [5]],
    ['int64.npy', new Int32Array([0, 2 ** 31 - 1, -(2 ** 31)]), [3]],
    ['images.npy', Uint8Array.from({ length: 12 }, (_, i) => i), [3, 2, 2]],
    ['bool.npy', new Uint8Array([1, 0, 0, 1]), [2, 2]],
    ['fortran-int16.npy', Int32Array.from({ length: 24 }, (_, i) => i - 12), [2, 3, 4]],
  ])('%s', (name, values, shape) => {
    expect(read(golden(name))).toEqual({ values, shape, scale: 1 });
  });

  it('keeps bytes as a view and copies the rest, wherever it starts', () => {
    const bytes = golden('images.npy');
    expect(read(bytes).values.buffer).toBe(bytes.buffer);
    const floats = npy('<f4', '(1,)', [0, 0, 0xc0, 0x3f]);
    expect(read(new Uint8Array([9, ...floats]).subarray(1)).values).toEqual(new Float32Array([1.5]));
  });
});

describe('parseNpy refuses', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'an empty file',
      new Uint8Array(0),
      'a.npy, byte 0: expected a .npy file of at least 10 bytes, received 0 bytes. Copy or download the file again.',
    ],
    [
      'another format',
      new Uint8Array(20),
      'a.npy, byte 0: expected the bytes \\x93NUMPY, received other bytes. Give a file that numpy.save wrote.',
    ],
    [
      'Python objects',
      golden('objects.npy'),
      'a.npy, byte 10: expected numbers of one type, e.g. \'<f4\', received "|O". Arrays of Python objects hold code and are never read: convert the array to numbers.',
    ],
    [
      'complex numbers',
      npy('<c8', '(1,)', []),
      "a.npy, byte 10: expected numbers of one type, e.g. '<f4', received \"<c8\". Convert it, e.g. with array.astype('float32').",
    ],
    [
      'a scalar',
      npy('|u1', '()', [1]),
      'a.npy, byte 10: expected 1 to 6 dimensions of at least 1, received (""). Give a file that holds rows.',
    ],
    [
      'no rows',
      npy('|u1', '(0, 2)', []),
      'a.npy, byte 10: expected 1 to 6 dimensions of at least 1, received ("0, 2"). Give a file that holds rows.',
    ],
    [
      'values cut off',
      npy('<i4', '(2,)', [1, 0, 0, 0]),
      'a.npy, byte 72: expected 76 bytes for i4 of shape [2], received the end of the file after 72. Copy or download the file again.',
    ],
    [
      'values too many',
      npy('|u1', '(1,)', [1, 2]),
      'a.npy, byte 69: expected 69 bytes for u1 of shape [1], received 1 more. Copy or download the file again.',
    ],
    [
      'sizes that multiply far beyond the file',
      npy('<f8', '(999999999999999, 999999999999999)', []),
      'a.npy, byte 98: expected 7.999999999999984e+30 bytes for f8 of shape [999999999999999,999999999999999], received the end of the file after 98. Copy or download the file again.',
    ],
    [
      'NaN',
      npy('<f4', '(1,)', [0, 0, 0xc0, 0x7f]),
      'a.npy, byte 68: expected a finite float32, received NaN. Write the file without it.',
    ],
    [
      'a float64 beyond float32',
      npy('<f8', '(1,)', [0, 0, 0, 0, 0, 0, 0, 0x7f]),
      'a.npy, byte 68: expected a finite float32, received 5.486124068793689e+303. Write the file without it.',
    ],
    [
      'an integer beyond int32',
      npy('<u4', '(1,)', [0, 0, 0, 0x80]),
      'a.npy, byte 68: expected a whole number that fits int32, received 2147483648. Write it as floats.',
    ],
  ])('%s', async (_, bytes, line) => {
    expect(await message(bytes)).toBe(line);
  });

  it('entries that are missing, unknown or there twice', async () => {
    const whole = npy('|u1', '(1,)', [1]);
    // A letter a byte; TextDecoder's latin1 is Windows' and changes 0x93.
    const text = Buffer.from(whole).toString('latin1');
    for (const [from, to] of [
      ['descr', 'descs'],
      ['shape', 'descr'],
      ['False', 'Fals2'],
      ["'shape", '}shape'],
    ] as const) {
      const changed = Uint8Array.from(text.replace(from, to), (sign) => sign.charCodeAt(0));
      expect(await message(changed)).toContain("expected the entries 'descr', 'fortran_order' and 'shape', received");
    }
  });
});
