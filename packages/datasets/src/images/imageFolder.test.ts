import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import type { Dataset, Split } from '../dataset.ts';
import { vocabulary } from '../scenes/vocabulary.ts';
import { streamedPath } from '../streamed/streamedPath.ts';
import { imageFolder } from './imageFolder.ts';

/** An image of one colour, with a white pixel at the top left where asked for. */
const image = (width: number, height: number, [r, g, b]: [number, number, number], alpha?: number) => {
  const background = alpha === undefined ? { r, g, b } : { r, g, b, alpha };
  return sharp({ create: { width, height, channels: alpha === undefined ? 3 : 4, background } })
    .png()
    .toBuffer();
};

describe('imageFolder', () => {
  it('reads one folder per class, in the order of names, in colour where there is any', async () => {
    const [red, grey] = await Promise.all([image(3, 2, [255, 0, 0]), image(3, 2, [100, 100, 100])]);
    const folder = folderOf({ 'b/2.png': grey, 'b/10.png': red, 'a/x.png': red, 'a/.hidden': 'x' });
    const { train, test, classes } = await imageFolder(folder, { test: 1, channels: 1 });
    expect([classes, train.y.shape, test.y.shape, train.y.scale]).toEqual([
      ['a', 'b'],
      [2, 2, 3, 1],
      [1, 2, 3, 1],
      1 / 255,
    ]);
    const colour = await imageFolder(folder, { test: 1 });
    const rows = [colour.train, colour.test].flatMap(({ y, label }) =>
      Array.from(label?.values ?? [], (code, row) => [code, ...y.values.slice(18 * row, 18 * row + 3)]),
    );
    expect(rows.toSorted((a, b) => (a[0] as number) - (b[0] as number) || (b[1] as number) - (a[1] as number))).toEqual(
      [
        [0, 255, 0, 0],
        [1, 255, 0, 0],
        [1, 100, 100, 100],
      ],
    );
  });

  it('keeps pixels as they are where the size is theirs, and cuts around the middle where it is not', async () => {
    const raw = Buffer.from([0, 50, 100, 150, 200, 250]);
    const striped = await sharp(raw, { raw: { width: 6, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const folder = folderOf({ 'train/a/1.png': striped, 'test/a/1.png': striped });
    expect(Array.from((await imageFolder(folder)).train.y.values)).toEqual([...raw]);
    const square = await imageFolder(folder, { imageSize: [1, 2] });
    expect(Array.from(square.test.y.values)).toEqual([100, 150]);
  });

  it('sees transparent parts as black', async () => {
    const folder = folderOf({
      'a/1.png': await image(1, 1, [255, 255, 255], 0),
      'a/2.png': await image(1, 1, [255, 255, 255], 1),
    });
    const { train, test } = await imageFolder(folder, { test: 1, channels: 1 });
    expect([...train.y.values, ...test.y.values].toSorted((a, b) => a - b)).toEqual([0, 255]);
  });

  it('has the folders train and test as splits, with the same classes', async () => {
    const one = await image(2, 2, [9, 9, 9]);
    const { train, test } = await imageFolder(
      folderOf({ 'train/a/1.png': one, 'train/b/1.png': one, 'test/a/1.png': one, 'test/b/1.png': one }),
    );
    expect([train.y.shape, test.y.shape]).toEqual([
      [2, 2, 2, 3],
      [2, 2, 2, 3],
    ]);
    const other = folderOf({ 'train/a/1.png': one, 'test/b/1.png': one });
    expect(await refusal(() => imageFolder(other))).toBe(
      `${join(other, 'test')}: expected the classes of ${join(other, 'train')}: a, received b. Give a folder that holds images (.png, .jpg, .jpeg, .jfif, .webp, .gif, .avif, .tif, .tiff), or one folder of them per class.`,
    );
  });

  it('refuses what is not an image, naming it', async () => {
    const whole = await image(8, 8, [1, 2, 3]);
    const text = folderOf({ 'a/readme.txt': 'x' });
    expect(await refusal(() => imageFolder(text))).toContain(
      `${text}: expected images, or folders of images, one per class, received 1 file that is not an image read here (.txt)`,
    );
    const cut = folderOf({ 'a/1.png': whole, 'a/2.png': whole.subarray(0, whole.length - 30) });
    expect(await refusal(() => imageFolder(cut))).toContain(
      `${join(cut, 'a/2.png')}: expected a complete image, received one that fails with`,
    );
    const black = sharp({ create: { width: 4000, height: 4000, channels: 3, background: '#000' } });
    // Four kilobytes or so for 16 million pixels.
    const large = folderOf({ 'a/1.png': await black.png({ palette: true, colours: 2 }).toBuffer() });
    expect(await refusal(() => imageFolder(large))).toContain(
      'received one that fails with "Input image exceeds pixel limit".',
    );
    const none = folderOf({ 'a/1.png': 'nonsense' });
    expect(await refusal(() => imageFolder(none))).toContain(
      `${join(none, 'a/1.png')}: expected a complete image, received one that fails with`,
    );
    expect(await refusal(() => imageFolder('/nowhere'))).toBe(
      '/nowhere: expected a readable folder, received nothing at this path. Check the path.',
    );
    const empty = folderOf();
    expect(await refusal(() => imageFolder(empty))).toContain(
      'expected images, or folders of images, one per class, received no folder.',
    );
  });
});

describe('captions', () => {
  const folderWith = async (files: Record<string, string>, names: readonly string[]) => {
    const one = await image(2, 2, [9, 9, 9]);
    return folderOf({ ...Object.fromEntries(names.map((name) => [name, one])), ...files });
  };
  const said = ({ words = [] }: Pick<Dataset, 'words'>, { text }: Pick<Split, 'text'>) => {
    const { decode } = vocabulary(words);
    const [rows, length] = (text?.shape ?? [0, 0]) as [number, number];
    return Array.from({ length: rows }, (_, row) =>
      decode(text?.values.subarray(row * length, (row + 1) * length) ?? []),
    );
  };

  it('are read from captions.csv, by file, or from metadata.csv as the hub has it', async () => {
    for (const [table, head] of [
      ['captions.csv', 'file,caption'],
      ['metadata.csv', 'file_name,text'],
    ] as const) {
      const rows = `${head}\n2.png,"A dog, asleep."\n2.png,"A dog, asleep."\n1.png,a cat\n1.png,a black cat\ngone.png,a bird\n`;
      const folder = await folderWith({ [table]: rows }, ['1.png', '2.png', '3.png']);
      const data = await imageFolder(folder, { test: 0 });
      expect(said(data, data.train)).toEqual(['a black cat', 'a dog asleep', '']);
      expect(data.words).toEqual(['a', 'asleep', 'black', 'cat', 'dog']);
      expect(data.notes).toEqual(
        expect.arrayContaining([
          `captions are those of ${join(folder, table)}`,
          '1 image has no caption',
          '1 image has several captions, of which the last is kept',
          '1 caption names a file that does not exist',
          'captions have at most 3 words, 5 different ones in all',
        ]),
      );
    }
  });

  it('are read from a .txt beside each image, and stay with their images when rows are held out', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `${String(i).padStart(2, '0')}.png`);
    const texts = Object.fromEntries(names.map((name, i) => [name.replace('.png', '.txt'), `number ${i}\n`]));
    const data = await imageFolder(await folderWith(texts, names), { test: 4 });
    for (const part of ['train', 'test'] as const) {
      expect(said(data, data[part])).toEqual(Array.from(data.rows?.[part] ?? [], (row) => `number ${row}`));
    }
  });

  it('are none where each .txt is empty, and refused where one is not UTF-8', async () => {
    const empty = await imageFolder(await folderWith({ '1.txt': '\n', '2.txt': '' }, ['1.png', '2.png']), { test: 0 });
    expect([empty.words, empty.train.text]).toEqual([undefined, undefined]);
    const latin = folderOf({ '1.png': await image(2, 2, [9, 9, 9]), '1.txt': Uint8Array.of(0x63, 0x61, 0x66, 0xe9) });
    expect(await refusal(() => imageFolder(latin, { test: 0 }))).toContain(
      '1.txt: expected text in UTF-8, received other bytes, as Latin-1 or Windows-1252 has them. Save the file as UTF-8.',
    );
  });

  it('of folders train and test, above them or in them, have one vocabulary', async () => {
    const names = ['train/a/1.png', 'test/a/1.png'];
    const above = await folderWith(
      { 'captions.csv': 'file,caption\ntrain/a/1.png,one\ntest/a/1.png,two words\n' },
      names,
    );
    const inside = {
      'train/captions.csv': 'file,caption\na/1.png,one\n',
      'test/captions.csv': 'file,caption\na/1.png,two words\n',
    };
    for (const folder of [above, await folderWith(inside, names)]) {
      const data = await imageFolder(folder);
      expect([said(data, data.train), said(data, data.test), data.words]).toEqual([
        ['one'],
        ['two words'],
        ['one', 'two', 'words'],
      ]);
      expect(data.train.text?.shape).toEqual(data.test.text?.shape);
      expect(data.train.label?.values).toEqual(Int32Array.of(0));
      const streamed = await streamedPath(folder, { above: 1 });
      expect(said(streamed ?? {}, streamed?.test ?? {})).toEqual(['two words']);
      await streamed?.close();
    }
  });

  it('are refused where the table names none of the images or has no such columns', async () => {
    const refused = async (table: string) =>
      refusal(async () => imageFolder(await folderWith({ 'captions.csv': table }, ['1.png'])));
    expect(await refused('file,caption\nother.png,a cat\n')).toContain(
      'captions.csv: expected file names such as 1.png, received ',
    );
    expect(await refused('file,caption\n1.png,""\n2.png,a cat\n')).toContain(
      'captions.csv: expected a caption of at least one image, received only empty ones.',
    );
    expect(await refused('id,number\n1,2\n')).toContain(
      'captions.csv: expected a column "file" and a column "caption", received id, number. Write a row for each image: its file, its caption.',
    );
  });
});
