import { isLatentKitError } from '@latentkit/errors';
import { describe, expect, it } from 'vitest';
import { parseIdx } from './parseIdx.ts';

const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** An IDX file: element type, sizes, bytes of the values. */
const idx = (type: number, sizes: readonly number[], values: readonly number[]) =>
  new Uint8Array([0, 0, type, sizes.length, ...sizes.flatMap(uint32), ...values]);

const images = idx(8, [2, 2, 3], [0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255]);

const message = (bytes: Uint8Array) => {
  try {
    parseIdx(bytes, { file: 'a.idx' });
  } catch (error) {
    if (isLatentKitError(error) && error.code === 'FILE_FORMAT') return error.message;
    throw error;
  }
  return 'no error';
};

describe('parseIdx', () => {
  it('gives the values in the file’s shape', () => {
    expect(parseIdx(images, { file: 'a.idx' })).toEqual({ values: images.slice(16), shape: [2, 2, 3], scale: 1 });
  });

  it('gives bytes as a view of the file, not a copy', () => {
    expect(parseIdx(images, { file: 'a.idx' }).values.buffer).toBe(images.buffer);
  });

  it('reads int32 and float32 in big-endian order, also inside of a larger buffer', () => {
    const inside = (bytes: Uint8Array) => new Uint8Array([9, ...bytes, 9]).subarray(1, 1 + bytes.length);
    const whole = inside(idx(12, [2], [255, 255, 255, 254, 0, 1, 0, 0]));
    expect(parseIdx(whole, { file: 'a.idx' })).toEqual({ values: new Int32Array([-2, 65536]), shape: [2], scale: 1 });
    const real = inside(idx(13, [1, 2], [0x3f, 0xc0, 0, 0, 0xc0, 0x20, 0, 0]));
    expect(parseIdx(real, { file: 'a.idx' })).toEqual({
      values: new Float32Array([1.5, -2.5]),
      shape: [1, 2],
      scale: 1,
    });
  });

  it.each<[string, Uint8Array, string]>([
    [
      'an empty file',
      new Uint8Array(0),
      'a.idx, byte 0: expected a magic number of 4 bytes, received a file of 0 bytes. Copy or download the file again.',
    ],
    [
      'a gzip file',
      new Uint8Array([0x1f, 0x8b, 8, 0]),
      'a.idx, byte 0: expected an IDX file, received a gzip file. Unpack it first.',
    ],
    [
      'another format',
      new TextEncoder().encode('PNG?'),
      'a.idx, byte 0: expected a magic number that starts with two zero bytes, as 0x00000803 (images) or 0x00000801 (labels), received 0x504e473f. Give a file in the IDX format of MNIST.',
    ],
    [
      'an element type that no table holds',
      idx(11, [1], [0, 1]),
      'a.idx, byte 2: expected element type 0x08 (uint8), 0x0c (int32) or 0x0d (float32), received 0x0b (int16). Write it as one of these.',
    ],
    [
      'an unknown element type',
      idx(1, [1], [0]),
      'a.idx, byte 2: expected element type 0x08 (uint8), 0x0c (int32) or 0x0d (float32), received 0x01. Write it as one of these.',
    ],
    [
      'no dimension',
      idx(8, [], [1]),
      'a.idx, byte 3: expected at least 1 dimension, received 0. Give a file that holds rows.',
    ],
    [
      'a header cut off',
      images.subarray(0, 15),
      'a.idx, byte 4: expected 3 sizes of 4 bytes, received 11 bytes. Copy or download the file again.',
    ],
    [
      'no rows',
      idx(8, [2, 0], []),
      'a.idx, byte 8: expected a size of at least 1, received 0. Give a file that holds rows.',
    ],
    [
      'values cut off',
      images.subarray(0, 20),
      'a.idx, byte 20: expected 28 bytes for uint8 of shape [2,2,3], received the end of the file after 20. Copy or download the file again.',
    ],
    [
      'sizes that multiply far beyond the file',
      idx(13, [2 ** 31, 2 ** 31], [0, 0, 0, 0]),
      'a.idx, byte 16: expected 18446744073709552000 bytes for float32 of shape [2147483648,2147483648], received the end of the file after 16. Copy or download the file again.',
    ],
    [
      'trailing bytes',
      new Uint8Array([...images, 7]),
      'a.idx, byte 28: expected 28 bytes for uint8 of shape [2,2,3], received 1 more. Copy or download the file again.',
    ],
    [
      'NaN',
      idx(13, [2], [0, 0, 0, 0, 0x7f, 0xc0, 0, 0]),
      'a.idx, byte 12: expected a finite number, received NaN. Write the file without it.',
    ],
  ])('refuses %s', (_, bytes, line) => {
    expect(message(bytes)).toBe(line);
  });

  it('meets 6000 seeded mutations with an error of its own or with values that fill their shape', () => {
    let state = 1;
    // Lehmer's generator with the multiplier of Park, Miller and Stockmeyer (1993).
    const below = (bound: number) => {
      state = (state * 48271) % 2147483647;
      return state % bound;
    };
    let read = 0;
    for (let run = 0; run < 6000; run++) {
      let bytes =
        run % 2
          ? idx(
              13,
              [2, 2],
              Array.from({ length: 16 }, () => below(256)),
            )
          : images.slice();
      for (let edit = 0; edit <= run % 4; edit++) {
        if (below(3)) bytes[below(Math.min(bytes.length, 20))] = below(4) ? below(16) : below(256);
        else bytes = below(2) ? bytes.slice(0, below(bytes.length) + 1) : new Uint8Array([...bytes, below(256)]);
      }
      if (message(bytes) !== 'no error') continue;
      const { values, shape } = parseIdx(bytes, { file: 'a.idx' });
      expect(values.length).toBe(shape.reduce((product, size) => product * size, 1));
      expect(values.byteLength).toBeLessThan(bytes.length);
      read++;
    }
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(5000);
  });
});
