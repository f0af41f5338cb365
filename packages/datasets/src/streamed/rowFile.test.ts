import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gather, permutation, table } from '@latentkit/core';
import { readAhead } from '@latentkit/core/internal';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderOf, npy, refusal, testdata } from '../../testing/files.ts';
import { npyFile } from '../npy/npyFile.ts';
import { rowFile } from './rowFile.ts';
import { sampleRows } from './sampleRows.ts';
import { streamedFile } from './streamedFile.ts';

const opened = async (path: string) => {
  const rows = await rowFile(path);
  onTestFinished(() => rows.close());
  return rows;
};
const floats = (values: number[], rows: number) =>
  npy('<f4', `(${rows}, ${values.length / rows})`, new Uint8Array(Float32Array.from(values).buffer));

describe('rowFile', () => {
  it('reads rows in any order, one more than once, those that follow each other too', async () => {
    const path = join(folderOf({ 'a.npy': floats([0, 1, 10, 11, 20, 21, 30, 31], 4) }), 'a.npy');
    const rows = await opened(path);
    expect([rows.shape, rows.scale]).toEqual([[4, 2], 1]);
    expect(await rows.read(Int32Array.of(3, 1, 2, 1))).toEqual({
      values: new Float32Array([30, 31, 10, 11, 20, 21, 10, 11]),
      shape: [4, 2],
      scale: 1,
    });
    expect((await rows.read(new Int32Array(0))).values).toEqual(new Float32Array(0));
  });

  it('knows bytes as pixels, from numpy and from IDX', async () => {
    const idx = folderOf({ 'a.idx': Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 255, 7) });
    const rows = await opened(join(idx, 'a.idx'));
    expect(await rows.read(Int32Array.of(1))).toEqual({
      values: new Uint8Array([255, 7]),
      shape: [1, 1, 2, 1],
      scale: 1 / 255,
    });
    expect(await (await opened(testdata('images.npy'))).read(Int32Array.of(2))).toEqual({
      values: new Uint8Array([8, 9, 10, 11]),
      shape: [1, 2, 2, 1],
      scale: 1 / 255,
    });
  });

  it('answers overlapping calls, each with its own rows', async () => {
    const rows = await opened(join(folderOf({ 'a.npy': npy('|u1', '(256,)', [...Array(256).keys()]) }), 'a.npy'));
    const asked = Array.from({ length: 50 }, (_, i) => Int32Array.of(i, 255 - i));
    const answers = await Promise.all(asked.map((some) => rows.read(some)));
    expect(answers.map(({ values }) => [...values])).toEqual(asked.map((some) => [...some]));
  });

  it('gives readAhead the batches that a table in memory gives', async () => {
    const path = join(folderOf({ 'a.npy': floats([...Array(60).keys()], 20) }), 'a.npy');
    const { train } = await npyFile(path, { test: 4, standardize: false });
    const data = await streamedFile(path, { test: 4 });
    onTestFinished(() => data.close());
    expect(data.train.y.shape).toEqual(train.y.shape);
    for await (const { memory, file } of readAhead(
      { memory: train.y, file: data.train.y },
      permutation(16, { seed: 1, step: 0 }),
      5,
    )) {
      expect(gather(file)).toEqual(gather(memory));
    }
  });

  it.each<[string, Uint8Array, string]>([
    [
      'big-endian',
      npy('>f4', '(1,)', [0, 0, 0, 0]),
      "byte 10: expected uint8, or little-endian int32 or float32, in C order, received big-endian f4. Write it with numpy.save(file, numpy.ascontiguousarray(array, '<f4')).",
    ],
    ['Fortran order', npy('|u1', '(1, 1)', [0], 'True'), 'received u1 in Fortran order.'],
    ['float64', npy('<f8', '(1,)', new Uint8Array(8)), 'received f8.'],
    [
      'a file cut off',
      npy('|u1', '(9,)', [1, 2]),
      'byte 70: expected 77 bytes for shape [9], received a file of 70. Copy or download the file again.',
    ],
    [
      'a packed file',
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      'byte 0: expected a .npy file, or an IDX file of bytes, not packed, received another. Unpack it, or write it with numpy.save.',
    ],
    [
      'an empty file',
      new Uint8Array(0),
      'byte 0: expected a .npy file, or an IDX file of bytes, not packed, received another.',
    ],
  ])('refuses %s', async (_, bytes, line) => {
    const path = join(folderOf({ 'a.npy': bytes }), 'a.npy');
    expect(await refusal(() => rowFile(path))).toContain(line);
  });

  it('tells of a row that is not there or not finite, of a file that shrank, and of one that is closed', async () => {
    const path = join(folderOf({ 'a.npy': floats([0, 1, Number.NaN, 3], 4) }), 'a.npy');
    const rows = await rowFile(path);
    expect(await refusal(() => rows.read(Int32Array.of(0, 4)))).toBe(
      `${path}, read: expected rows from 0 to 3, received 4. Count rows from 0.`,
    );
    expect(await refusal(() => rows.read(Int32Array.of(3, 2)))).toBe(
      `${path}, row 2: expected finite numbers, received NaN or Infinity. Write the file without it.`,
    );
    truncateSync(path, 80);
    expect(await refusal(() => rows.read(Int32Array.of(3)))).toBe(
      `${path}: expected a readable file of rows, received one that ends within row 3. Check the path.`,
    );
    await rows.close();
    expect(await refusal(() => rows.read(Int32Array.of(0)))).toContain('received one that is closed.');
    expect(await refusal(() => rowFile('/nowhere'))).toBe(
      '/nowhere: expected a readable file of rows, received nothing at this path. Check the path.',
    );
  });
});

describe('streamedFile', () => {
  it('has labels in memory, and a tenth held out', async () => {
    const folder = folderOf({
      'y.npy': npy('|u1', '(30, 1)', [...Array(30).keys()]),
      'labels.npy': npy('|u1', '(30,)', [...Array(30).keys()]),
    });
    const { train, test, close, name } = await streamedFile(join(folder, 'y.npy'), {
      labels: join(folder, 'labels.npy'),
    });
    onTestFinished(close);
    expect([name, train.y.shape, test.y.shape]).toEqual(['y', [27, 1], [3, 1]]);
    expect(test.label?.values).toEqual(Uint8Array.from(test.y.values));
    const all = await train.y.read(Int32Array.from({ length: 27 }, (_, i) => i));
    expect(train.label?.values).toEqual(all.values);
    expect([...all.values, ...test.y.values].toSorted((a, b) => a - b)).toEqual([...Array(30).keys()]);
  });

  it('gives a sample, drawn from all rows with their labels, the same each time', async () => {
    const path = join(folderOf({ 'y.npy': npy('|u1', '(40, 1)', [...Array(40).keys()]) }), 'y.npy');
    const y = await opened(path);
    const label = { values: Uint8Array.from({ length: 40 }, (_, row) => 2 * row), shape: [40], scale: 1 };
    const sample = await sampleRows({ y, label });
    expect(sample.label?.values).toEqual(sample.y.values.map((value) => 2 * value));
    expect(sample.y.values).not.toEqual(sample.y.values.toSorted());
    expect([...sample.y.values].toSorted((a, b) => a - b)).toEqual([...Array(40).keys()]);
    expect(await sampleRows({ y, label })).toEqual(sample);
    // 2²⁵ numbers of 2²² a row.
    const read = async (rows: Int32Array) => table(Uint8Array.from(rows), [rows.length, 1]);
    const few = await sampleRows({ y: { shape: [40, 2 ** 22], scale: 1, read } });
    expect(few.y.shape).toEqual([8, 1]);
  });

  it('closes its file when something else is wrong', async () => {
    const folder = folderOf({ 'y.npy': npy('|u1', '(3, 1)', [1, 2, 3]), 'labels.npy': npy('|u1', '(2,)', [1, 2]) });
    expect(await refusal(() => streamedFile(join(folder, 'y.npy'), { labels: join(folder, 'labels.npy') }))).toContain(
      'expected 3 labels, one per row, received 2.',
    );
    expect(await refusal(() => streamedFile(join(folder, 'y.npy'), { test: 3 }))).toContain(
      'test: expected a count from 1 to 2',
    );
  });
});
