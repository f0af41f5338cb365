import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, npy, refusal } from '../../testing/files.ts';
import { fromPath } from '../files/fromPath.ts';
import type { StreamedDataset } from './streamedFile.ts';
import { streamedPath } from './streamedPath.ts';

/** [rows, 2, 2] bytes, and their classes. */
const idx = (rows: number, from = 0) => ({
  images: Uint8Array.of(0, 0, 8, 3, 0, 0, 0, rows, 0, 0, 0, 2, 0, 0, 0, 2, ...bytes(4 * rows, from)),
  labels: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, rows, ...bytes(rows, from).map((i) => i % 3)),
});
const bytes = (count: number, from = 0) => Uint8Array.from({ length: count }, (_, i) => from + i);

/** All of it in memory. */
async function whole({ train: { y, label }, close, ...rest }: StreamedDataset) {
  const rows = Int32Array.from({ length: y.shape[0] as number }, (_, row) => row);
  const data = { ...rest, train: { y: await y.read(rows), ...(label && { label }) } };
  await close();
  return data;
}

describe('streamedPath', () => {
  const folder = () => {
    const [train, test] = [idx(20), idx(6, 50)];
    return folderOf({
      'train-images-idx3-ubyte': train.images,
      'train-labels-idx1-ubyte': train.labels,
      't10k-images-idx3-ubyte': test.images,
      't10k-labels-idx1-ubyte': test.labels,
    });
  };
  const pictures = async (folders: readonly string[]) => {
    const files = folders.flatMap((name, i) =>
      [0, 1, 2].map(async (j) => {
        const image = sharp({
          create: { width: 3, height: 2, channels: 3, background: { r: 9 * i + j, g: 0, b: 200 } },
        });
        return [`${name}/${j}.png`, await image.png().toBuffer()] as const;
      }),
    );
    return folderOf(Object.fromEntries(await Promise.all(files)));
  };

  it.each<[string, () => string | Promise<string>]>([
    ['a .npy file', () => join(folderOf({ 'a.npy': npy('|u1', '(30, 2)', bytes(60)) }), 'a.npy')],
    [
      'images whose channels come first',
      () => join(folderOf({ 'a.npy': npy('|u1', '(9, 3, 5, 6)', bytes(810)) }), 'a.npy'),
    ],
    ['an IDX file', () => join(folderOf({ 'a.idx': idx(30).images }), 'a.idx')],
    ['a folder of IDX files', folder],
    ['a folder of images', () => pictures(['b', 'a'])],
    ['a folder of images with a test split', () => pictures(['train/b', 'train/a', 'test/b', 'test/a'])],
  ])('is what fromPath reads: %s', async (_, made) => {
    const path = await made();
    for (const options of [{}, { test: 0 }]) {
      const large = (await streamedPath(path, { above: 1, ...options })) as StreamedDataset;
      expect(await whole(large)).toEqual(await fromPath(path, options));
    }
  });

  it('leaves to fromPath what is small, and what it cannot read in pieces', async () => {
    const wide = npy('<f8', '(2, 2)', new Uint8Array(32));
    const files = folderOf({ 'a.npy': npy('|u1', '(30,)', bytes(30)), 'b.npy': wide, 'c.csv': 'x\n1\n2\n' });
    expect(await streamedPath(join(files, 'a.npy'), { above: 1000 })).toBeUndefined();
    expect(await streamedPath(folder(), { above: 1000 })).toBeUndefined();
    expect(await streamedPath(await pictures(['a']), { above: 54 })).toBeUndefined();
    expect(await streamedPath(join(files, 'b.npy'), { above: 1 })).toBeUndefined();
    expect(await streamedPath(join(files, 'c.csv'), { above: 1000 })).toBeUndefined();
    expect(await streamedPath(files, { above: 1 })).toBeUndefined();
  });

  it('says what does not belong together', async () => {
    const [train, test] = [idx(20), idx(6)];
    const broken = folderOf({
      'train-images-idx3-ubyte': train.images,
      'train-labels-idx1-ubyte': test.labels,
      't10k-images-idx3-ubyte': test.images,
      't10k-labels-idx1-ubyte': test.labels,
    });
    expect(await refusal(() => streamedPath(broken, { above: 1 }))).toContain(
      'train-labels-idx1-ubyte: expected 20 labels, one per row, received 6. Give the labels that belong to these rows.',
    );
  });
});
