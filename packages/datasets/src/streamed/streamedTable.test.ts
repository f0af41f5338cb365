import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { csvFile } from '../csv/csvFile.ts';
import { fromPath } from '../files/fromPath.ts';
import { streamedPath } from './streamedPath.ts';
import { type StreamedTableOptions, streamedTable } from './streamedTable.ts';

const csv = (header: string, rows: number, cells: (i: number) => unknown[]) =>
  `${header}\n${Array.from({ length: rows }, (_, i) => cells(i).join()).join('\n')}\n`;
const write = (files: Readonly<Record<string, string>>) => {
  const folder = folderOf(files);
  return (name: string) => join(folder, name);
};

/** A table as it is read part by part, all rows taken from the disk. */
async function streamed(path: string, options: StreamedTableOptions = {}) {
  const folder = join(path, '..', 'cache');
  const { close, train, ...data } = await streamedTable(path, { folder, size: 400, ...options });
  const y = await train.y.read(Int32Array.from({ length: train.y.shape[0] as number }, (_, row) => row));
  await close();
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  return { ...data, train: { ...train, y } };
}

const words = (i: number) => ['red', 'blue', 'green'][i % 7 === 3 ? 2 : i % 2];
const mixed = csv('id,t,x,colour,on,same,when,note,label', 200, (i) => [
  i,
  1_700_000_000 + i / 2,
  i % 11 === 5 ? '' : Math.sin(i),
  words(i),
  i % 3 ? 'True' : 'False',
  7,
  `2024-01-${10 + (i % 20)}`,
  `"n ""${i}"",\nx"`,
  ['cat', 'dog', 'eel'][i % 3],
]);

describe('streamedTable', () => {
  it.each<[string, string, StreamedTableOptions]>([
    ['mixed columns, rows dropped', mixed, { missing: 'drop', test: 20 }],
    ['means for missing values', mixed, { missing: 'mean', test: 0.1, seed: 3 }],
    ['a named label, columns left out', mixed, { label: 'colour', leaveOut: ['t'], missing: 'drop', test: 1 }],
    ['units kept', mixed, { missing: 'drop', standardize: false, test: 5 }],
    ['real targets', csv('x,target', 200, (i) => [i * i, (i * 1.37).toFixed(2)]), { test: 9 }],
    ['classes that are numbers', csv('x,label', 200, (i) => [i * i, i % 11]), { test: 9 }],
    ['zeros and ones', csv('x,y', 200, (i) => [i % 2, i % 3 ? 1 : 0]), { test: 9 }],
    [
      'words after numbers',
      csv('x,room', 200, (i) => [i * i, i < 90 ? '1.0' : ['hall', 'attic', 'den'][i % 3]]),
      { test: 9 },
    ],
  ])('is what a table held in memory is: %s', async (_, text, options) => {
    const at = write({ 'a.csv': text });
    expect(await streamed(at('a.csv'), options)).toEqual(await fromPath(at('a.csv'), options));
  });

  it('is what becomes of a text of many bytes, plain or packed, unless its columns are pixels', async () => {
    const text = csv('x,y', 200, (i) => [i, Math.sin(i)]);
    const pixels = csv(Array.from({ length: 64 }, (_, i) => `pixel${i}`).join(), 9, () =>
      Array.from({ length: 64 }, (_, i) => 4 * i),
    );
    const folder = folderOf({ 'a.csv': text, 'a.csv.gz': gzipSync(text), 'p.csv': pixels });
    for (const name of ['a.csv', 'a.csv.gz']) {
      const { size } = statSync(join(folder, name));
      const above = (name.endsWith('.gz') ? 16 : 4) * size;
      expect(await streamedPath(join(folder, name), { above })).toBeUndefined();
      const large = await streamedPath(join(folder, name), { above: above - 1, test: 9 });
      expect([large?.train.y.shape, large?.plan?.columns.length]).toEqual([[191, 2], 2]);
      await large?.close();
    }
    expect(await streamedPath(join(folder, 'p.csv'), { above: 1 })).toBeUndefined();
  });

  it('has a second file for its test split', async () => {
    const at = write({ 'a.csv': mixed, 'b.csv': mixed });
    const options = { missing: 'drop', test: at('b.csv') } as const;
    const [held, parts] = await Promise.all([csvFile(at('a.csv'), options), streamed(at('a.csv'), options)]);
    expect(parts).toMatchObject({ test: held.test, notes: held.notes, rows: held.rows });
  });

  it('refuses what a table held in memory refuses, with the same line', async () => {
    for (const text of [
      mixed,
      csv('x,y', 200, (i) => [i, i === 150 ? 'oops' : i * i]),
      csv('x,y', 200, (i) => [i, i === 150 ? '' : i * i]),
      csv('x,y', 200, (i) => (i === 150 ? [1] : [i, i * i])),
      csv('x,y', 200, () => [5, 1]),
      csv('x,y', 200, (i) => [i, i === 150 ? 1e200 : i]),
      csv('x,label', 200, (i) => [i, i === 150 ? '' : i % 3]),
    ]) {
      const at = write({ 'a.csv': text });
      const told = await refusal(() => csvFile(at('a.csv'), { test: 1 }));
      expect(told).not.toBe('no error');
      expect(await refusal(() => streamed(at('a.csv'), { test: 1 }))).toBe(told);
      expect(readdirSync(at('cache'))).toEqual([]);
    }
  });
});
