import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, golden, npy, npz, refusal, testdata } from '../../testing/files.ts';
import { readTable } from '../files/readTable.ts';
import { npyFile } from './npyFile.ts';
import { npzFile } from './npzFile.ts';

describe('npzFile', () => {
  it('reads both splits of an archive with the names of Keras', async () => {
    const { name, train, test } = await npzFile(testdata('keras.npz'));
    expect(name).toBe('keras');
    expect(train.y).toEqual({
      values: Uint8Array.from({ length: 24 }, (_, i) => i),
      shape: [6, 2, 2, 1],
      scale: 1 / 255,
    });
    expect(train.label).toEqual({ values: new Int32Array([0, 1, 2, 0, 1, 2]), shape: [6], scale: 1 });
    expect([test.y.shape, Array.from(test.label?.values ?? [])]).toEqual([
      [2, 2, 2, 1],
      [1, 2],
    ]);
  });

  it('as a table has the rows of both splits', async () => {
    const array = (rows: number, from: number) => {
      const values = Float32Array.from({ length: 2 * rows }, (_, i) => from + i);
      return npy('<f4', `(${rows}, 2)`, new Uint8Array(values.buffer));
    };
    const folder = folderOf({ 'a.npz': npz({ x_train: array(3, 0), x_test: array(2, 50), x_val: array(1, 9) }) });
    const { rows, columns, notes } = await readTable(join(folder, 'a.npz'));
    expect([rows, notes]).toEqual([5, ['a.npz: not read: x_val']]);
    expect(columns.map((column) => 'values' in column && [...column.values])).toEqual([
      [0, 2, 4, 50, 52],
      [1, 3, 5, 51, 53],
    ]);
  });

  it('reads a packed archive with factors, holds rows out, and leaves alone what it does not know', async () => {
    const { train, test } = await npzFile(testdata('sprites.npz'), { test: 5 });
    expect([train.y.shape, train.factors?.shape, test.factors?.shape]).toEqual([
      [15, 2, 2, 1],
      [15, 2],
      [5, 2],
    ]);
    const rows = [...(train.factors?.values ?? []), ...(test.factors?.values ?? [])].filter((_, i) => i % 2);
    expect(rows.toSorted((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    [
      'a file cut off',
      (bytes) => bytes.slice(0, 500),
      'byte 500: expected a ZIP archive, its directory at the end, received none.',
    ],
    [
      'a changed byte',
      (bytes) => bytes.map((byte, i) => (i === 180 ? byte ^ 1 : byte)),
      '"x_train.npy": expected bytes of checksum',
    ],
    [
      'a directory that lies',
      (bytes) => bytes.map((byte, i) => (i === bytes.length - 6 ? 0xff : byte)),
      'expected a directory within the file, on one disk',
    ],
  ])('refuses %s', async (_, change, line) => {
    const folder = folderOf({ 'a.npz': change(golden('keras.npz')) });
    expect(await refusal(() => npzFile(join(folder, 'a.npz')))).toContain(line);
  });

  it('refuses a deflated entry that unpacks to more than it says, before it is unpacked', async () => {
    const bytes = golden('sprites.npz');
    const data = new DataView(bytes.buffer);
    // The first entry's size in the directory: 24 bytes after its mark.
    const directory = data.getUint32(bytes.length - 22 + 16, true);
    data.setUint32(directory + 24, 100, true);
    const folder = folderOf({ 'a.npz': bytes });
    expect(await refusal(() => npzFile(join(folder, 'a.npz')))).toMatch(
      /"imgs.npy": expected 100 bytes, deflated, received some that fail with/,
    );
    data.setUint32(directory + 24, 2 ** 31, true);
    const other = folderOf({ 'a.npz': bytes });
    expect(await refusal(() => npzFile(join(other, 'a.npz')))).toMatch(
      /expected at most \d+ bytes from \d+, received 2147483648\./,
    );
  });
});

describe('npyFile', () => {
  it('reads rows and their classes, and holds a tenth out', async () => {
    const labels = npy('|u1', '(3,)', [2, 0, 1]);
    const folder = folderOf({ 'labels.npy': labels, 'short.npy': npy('|u1', '(2,)', [0, 1]) });
    const { train, test } = await npyFile(testdata('images.npy'), { labels: join(folder, 'labels.npy') });
    expect([train.y.shape, test.y.shape, train.y.scale]).toEqual([[2, 2, 2, 1], [1, 2, 2, 1], 1 / 255]);
    expect(await refusal(() => npyFile(testdata('images.npy'), { labels: join(folder, 'short.npy') }))).toBe(
      `${join(folder, 'short.npy')}: expected 3 labels, one per row, received 2. Give the labels that belong to these rows.`,
    );
    expect(await refusal(() => npyFile(testdata('images.npy'), { labels: testdata('half.npy') }))).toContain(
      'expected 3 labels',
    );
    const { train: real } = await npyFile(testdata('half.npy'), { labels: testdata('half.npy'), test: 1 });
    expect(real.target?.shape).toEqual([real.y.shape[0] as number]);
  });
});
