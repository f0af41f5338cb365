import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, npy, refusal, testdata } from '../../testing/files.ts';
import { rowFile } from '../streamed/rowFile.ts';
import { dataPaths, fromPath } from './fromPath.ts';

describe('fromPath', () => {
  it('knows a file by its first bytes, whatever it is called, and text by its ending', async () => {
    expect((await fromPath(testdata('images.npy'))).train.y.shape).toEqual([2, 2, 2, 1]);
    expect((await fromPath(testdata('keras.npz'))).test.y.shape).toEqual([2, 2, 2, 1]);
    const images = await fromPath(testdata('images.parquet'));
    expect([images.train.y.shape, images.standardization]).toEqual([[3, 2, 3, 1], undefined]);
    const folder = folderOf({ 'a.csv': 'x,class\n1,no\n3,yes\n5,no\n7,no\n' });
    const table = await fromPath(join(folder, 'a.csv'));
    expect(table).toMatchObject({ columns: ['x'], classes: ['no', 'yes'] });
    const [mean = 0, deviation = 0] = [table.standardization?.mean[0], table.standardization?.deviation[0]];
    const raw = [...table.train.y.values, ...table.test.y.values].map((value) => Math.round(mean + deviation * value));
    expect(raw.toSorted((a, b) => a - b)).toEqual([1, 3, 5, 7]);
  });

  it('knows a folder by what is in it', async () => {
    const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255);
    const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 5);
    const idx = {
      'train-images-idx3-ubyte': images,
      'train-labels-idx1-ubyte': labels,
      't10k-images-idx3-ubyte': images,
      't10k-labels-idx1-ubyte': labels,
    };
    expect((await fromPath(folderOf(idx))).train.y.shape).toEqual([1, 1, 2, 1]);
    const { 't10k-labels-idx1-ubyte': _, ...three } = idx;
    const some = folderOf(three);
    expect(await refusal(() => fromPath(some))).toBe(
      `${some}: expected the file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz beside the other IDX files, received neither. Name the four files train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte.`,
    );
    const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect((await fromPath(folderOf({ 'a/1.png': pixel, 'b/1.png': pixel }))).classes).toEqual(['a', 'b']);
  });

  it('says what to do with a file that is larger than it reads', async () => {
    const head = npy('|u1', '(3000000, 1000)', []);
    const path = join(folderOf({ 'a.npy': head }), 'a.npy');
    const size = head.length + 3e9;
    truncateSync(path, size);
    expect(await refusal(() => fromPath(path))).toBe(
      `${path}: expected a file of at most 2 GiB, which is read whole, received ${size} bytes. Rows of a larger .npy or IDX file can be read while a model trains: see streamedFile.`,
    );
    const rows = await rowFile(path);
    expect((await rows.read(Int32Array.of(2_999_999))).values).toEqual(new Uint8Array(1000));
    await rows.close();
  });

  it('says in one line what it takes', async () => {
    const wanted = `expected ${dataPaths}`;
    const folder = folderOf({ 'a.txt2': 'x', 'none.csv2': '' });
    expect(await refusal(() => fromPath('/nowhere'))).toBe(
      `/nowhere: ${wanted}, received nothing at this path. Check the path.`,
    );
    expect(await refusal(() => fromPath(folder))).toBe(
      `${folder}: ${wanted}, received 2 files that are not images read here (.txt2, .csv2). Check the path.`,
    );
    expect(await refusal(() => fromPath(join(folder, 'a.txt2')))).toContain(
      'received a file .txt2 that is none of them.',
    );
    expect(await refusal(() => fromPath(join(folder, 'none.csv2')))).toContain('received an empty file.');
  });

  it('says of a folder of tables which of them to give', async () => {
    const tables = folderOf({ 'train.csv': 'x\n1\n2\n', 'test.csv': 'x\n3\n' });
    expect(await refusal(() => fromPath(tables))).toMatch(
      /received 2 files that are not images read here \(.csv\). Give one of these files \(--data\), and another as the test split \(--test\)/,
    );
    const parts = folderOf({ 'kind=a/0.parquet': 'PAR1', 'kind=b/0.parquet': 'PAR1' });
    expect(await refusal(() => fromPath(parts))).toContain('Parquet files may lie side by side in one folder.');
  });
});
