import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { fromPath } from './fromPath.ts';

const images = (rows: number) =>
  Uint8Array.of(0, 0, 8, 3, 0, 0, 0, rows, 0, 0, 0, 1, 0, 0, 0, 2, ...Array.from({ length: 2 * rows }, (_, i) => i));
const labels = (rows: number, from = 0) =>
  Uint8Array.of(0, 0, 8, 1, 0, 0, 0, rows, ...Array.from({ length: rows }, (_, i) => from + (i % 3)));

describe('a folder of IDX files', () => {
  it('has the names that 7-Zip and Kaggle give, in folders of these names too', async () => {
    const dotted = {
      'train-images.idx3-ubyte': images(9),
      'train-labels.idx1-ubyte': labels(9),
      't10k-images.idx3-ubyte': images(3),
      't10k-labels.idx1-ubyte': labels(3),
    };
    const { train, test } = await fromPath(folderOf(dotted));
    expect([train.y.shape, test.y.shape]).toEqual([
      [9, 1, 2, 1],
      [3, 1, 2, 1],
    ]);
    const nested = Object.fromEntries(
      Object.entries(dotted).map(([name, bytes]) => [`${name.replace('.', '-')}/${name.replace('.', '-')}`, bytes]),
    );
    expect((await fromPath(folderOf(nested))).train.y.shape).toEqual([9, 1, 2, 1]);
    expect((await fromPath(folderOf({ ...dotted, 'train-images-idx3-ubyte/x': '' }))).train.y.shape).toEqual([
      9, 1, 2, 1,
    ]);
  });

  it('puts the images of EMNIST upright, from four files or one, and no others', async () => {
    // Two images of 2 × 3 as they are stored: 3 × 2, transposed.
    const stored = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
    const set = (name: string) => ({
      [`${name}-train-images-idx3-ubyte.gz`]: gzipSync(stored),
      [`${name}-train-labels-idx1-ubyte.gz`]: gzipSync(labels(2)),
      [`${name}-test-images-idx3-ubyte.gz`]: gzipSync(stored),
      [`${name}-test-labels-idx1-ubyte.gz`]: gzipSync(labels(2)),
    });
    const folder = folderOf(set('emnist-mnist'));
    const { train, test } = await fromPath(folder);
    expect([train.y.shape, [...train.y.values]]).toEqual([[2, 2, 3, 1], Array.from({ length: 12 }, (_, i) => i)]);
    expect(test.y).toEqual(train.y);
    const one = await fromPath(join(folder, 'emnist-mnist-train-images-idx3-ubyte.gz'), { test: 0 });
    expect([one.train.y, one.notes?.length]).toEqual([train.y, 1]);
    expect((await fromPath(folderOf(set('kmnist')))).train.y.shape).toEqual([2, 3, 2, 1]);
  });

  it('has those of EMNIST, whose letters count from 1', async () => {
    const set = (name: string) => ({
      [`${name}-train-images-idx3-ubyte.gz`]: gzipSync(images(9)),
      [`${name}-train-labels-idx1-ubyte.gz`]: gzipSync(labels(9, 1)),
      [`${name}-test-images-idx3-ubyte.gz`]: gzipSync(images(3)),
      [`${name}-test-labels-idx1-ubyte.gz`]: gzipSync(labels(3, 1)),
    });
    const letters = await fromPath(folderOf(set('emnist-letters')));
    expect([letters.name, letters.classes, [...(letters.test.label?.values ?? [])]]).toEqual([
      'emnist-letters',
      ['1', '2', '3'],
      [0, 1, 2],
    ]);
    expect(letters.notes).toEqual(['EMNIST stores its images transposed: they are put upright']);
    const two = folderOf({ ...set('emnist-letters'), ...set('emnist-digits') });
    expect(await refusal(() => fromPath(two))).toContain(
      'expected the four IDX files of one data set, received those of emnist-digits, emnist-letters.',
    );
  });
});
