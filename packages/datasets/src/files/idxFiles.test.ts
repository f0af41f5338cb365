import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idxFiles } from './idxFiles.ts';

const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 255]);
const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 3]);
let folder: string;
let files: { images: string; labels: string; testImages: string; testLabels: string };

const write = async (name: string, bytes: Uint8Array) => {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latentkit-idx-'));
  files = {
    images: await write('images', images),
    labels: await write('labels.gz', gzipSync(labels)),
    testImages: await write('testImages.gz', gzipSync(images)),
    testLabels: await write('testLabels', labels),
  };
});
afterAll(() => rm(folder, { recursive: true }));

describe('idxFiles', () => {
  it('reads plain and gzip files alike', async () => {
    const split = {
      y: { values: new Uint8Array([0, 51, 102, 255]), shape: [2, 1, 2, 1], scale: 1 / 255 },
      label: { values: new Int32Array([1, 0]), shape: [2], scale: 1 },
    };
    expect(await idxFiles(files)).toEqual({ name: 'images', train: split, test: split, classes: ['3', '7'] });
    const { train, name } = await idxFiles({ name: 'mine', images: files.images, testImages: files.images });
    expect({ name, train }).toEqual({ name: 'mine', train: { y: split.y } });
  });

  it('keeps labels that count from 0 as the file has them', async () => {
    const counts = await write('counts', new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]));
    const { train, classes } = await idxFiles({ ...files, labels: counts, testLabels: counts });
    expect([train.label?.values, classes]).toEqual([new Uint8Array([1, 0]), undefined]);
  });

  it('gives plain byte arrays', async () => {
    expect((await idxFiles(files)).train.y.values.constructor).toBe(Uint8Array);
  });

  const refusal = (changed: Partial<typeof files>) =>
    idxFiles({ ...files, ...changed }).then(
      () => 'no error',
      (error: Error & { code: string }) => `${error.code} ${error.message.replaceAll(`${folder}/`, '')}`,
    );

  it('says what is at a path where no file is', async () => {
    expect(await refusal({ labels: join(folder, 'none') })).toBe(
      'FILE_READ none: expected a readable file, received nothing at this path. Check the path.',
    );
    expect(await refusal({ images: folder })).toBe(
      `FILE_READ ${folder}: expected a readable file, received a directory. Check the path.`,
    );
    expect(await refusal({ images: '/dev/null' })).toBe(
      'FILE_READ /dev/null: expected a readable file, received a device or pipe. Check the path.',
    );
    expect(await refusal({ images: join(files.images, 'inside') })).toBe(
      'FILE_READ images/inside: expected a readable file, received an error when it was read (ENOTDIR). Check the path.',
    );
  });

  it('says when gzip is cut off', async () => {
    expect(await refusal({ images: await write('cut.gz', gzipSync(images).subarray(0, 25)) })).toBe(
      'FILE_FORMAT cut.gz: expected a complete gzip file of at most 2 GiB unpacked, received one that fails with "unexpected end of file". Copy or download the file again.',
    );
  });

  it('says file and byte of what is wrong inside', async () => {
    expect(await refusal({ testImages: await write('empty', new Uint8Array(0)) })).toBe(
      'FILE_FORMAT empty, byte 0: expected a magic number of 4 bytes, received a file of 0 bytes. Copy or download the file again.',
    );
    expect(await refusal({ labels: files.images })).toBe(
      'FILE_FORMAT images, byte 0: expected labels (magic 2049: uint8, 1 dimension), received images (magic 2051). Check whether the files of images and labels are swapped.',
    );
  });

  it('wants rows of one shape in both splits', async () => {
    const other = await write('other', new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 5, 6]));
    expect(await refusal({ testImages: other })).toBe(
      'FILE_FORMAT other, byte 8: expected rows of shape [1,2,1], as in images, received [1,1,1]. Give two files of one data set.',
    );
  });
});
