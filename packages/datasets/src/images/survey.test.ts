import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { imageFolder } from './imageFolder.ts';

const of = (
  width: number,
  height: number,
  background: string | { r: number; g: number; b: number; alpha?: number },
  channels: 3 | 4 = 3,
) => sharp({ create: { width, height, channels, background } });
const grey = (value: number, width = 4, height = 4) =>
  sharp(Buffer.alloc(width * height, value), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();

/** One band of float32 in a TIFF of one strip. */
function floatTiff(): Uint8Array {
  const size = 16;
  const out = Buffer.alloc(8 + size + 2 + 120 + 4);
  out.write('II');
  out.writeUInt16LE(42, 2);
  out.writeUInt32LE(8 + size, 4);
  for (let i = 0; i < 4; i++) out.writeFloatLE(i / 4, 8 + 4 * i);
  const tags = [
    [256, 2],
    [257, 2],
    [258, 32],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 2],
    [279, size],
    [339, 3],
  ];
  out.writeUInt16LE(tags.length, 8 + size);
  tags.forEach(([tag = 0, value = 0], i) => {
    const at = 10 + size + 12 * i;
    out.writeUInt16LE(tag, at);
    out.writeUInt16LE(3, at + 2);
    out.writeUInt32LE(1, at + 4);
    out.writeUInt32LE(value, at + 8);
  });
  return new Uint8Array(out);
}

describe('a survey of images', () => {
  it('says size, colour and how many are scaled: the size that most have', async () => {
    const files = {
      'a/0.png': await of(6, 5, '#f00').png().toBuffer(),
      'a/1.png': await grey(7),
      'b/0.png': await of(4, 4, '#00f').png().toBuffer(),
    };
    const { train, test, notes } = await imageFolder(folderOf(files), { test: 1 });
    expect([train.y.shape, test.y.shape]).toEqual([
      [2, 4, 4, 3],
      [1, 4, 4, 3],
    ]);
    expect(notes).toEqual(['images read as 4×4 colour; 1 of 3 are scaled and cut']);
    const { notes: asGrey, train: small } = await imageFolder(folderOf(files), {
      test: 1,
      channels: 1,
      imageSize: [2, 3],
      fit: 'stretch',
    });
    expect([small.y.shape, asGrey]).toEqual([
      [2, 2, 3, 1],
      ['images read as 3×2 grey, colour of 2 read as grey; 3 of 3 are stretched'],
    ]);
  });

  it('cuts, pads or stretches', async () => {
    const striped = await sharp(Buffer.from([10, 20, 30, 40]), { raw: { width: 4, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const folder = folderOf({ '0.png': striped, '1.png': striped });
    const read = async (options: object) =>
      Array.from((await imageFolder(folder, { test: 1, ...options })).train.y.values);
    expect(await read({ imageSize: [1, 2] })).toEqual([20, 30]);
    expect(await read({ imageSize: [3, 4], fit: 'pad', background: 'white' })).toEqual([
      255, 255, 255, 255, 10, 20, 30, 40, 255, 255, 255, 255,
    ]);
    expect(await read({ imageSize: [1, 2], fit: 'stretch' })).toEqual([15, 35]);
  });

  it('puts a background behind what is transparent, and says so', async () => {
    const clear = await of(2, 2, { r: 0, g: 0, b: 0, alpha: 0 }, 4).png().toBuffer();
    const folder = folderOf({ '0.png': clear, '1.png': clear });
    const white = await imageFolder(folder, { background: 'white' });
    expect([white.train.y.values[0], white.notes?.[1]]).toEqual([
      255,
      '2 of 2 have transparency: their background is white',
    ]);
    expect((await imageFolder(folder)).notes?.[1]).toContain('background is black');
  });

  it('reads 16 bits, CMYK and the first page rightly, and says what is lost', async () => {
    const deep = await sharp(Uint16Array.of(0, 257, 25_700, 65_535), { raw: { width: 4, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const { train, notes } = await imageFolder(folderOf({ '0.png': deep, '1.png': deep }));
    expect([...train.y.values]).toEqual([0, 1, 100, 255]);
    expect(notes?.[1]).toBe('2 of 2 have 16 bits per channel, of which 8 are kept');
    const cmyk = await of(8, 8, '#f00').toColourspace('cmyk').jpeg().toBuffer();
    const red = await imageFolder(folderOf({ '0.jfif': cmyk, '1.jpg': cmyk }));
    const [r = 0, g = 255, b = 255] = red.train.y.values;
    expect([r > 200, g < 100, b < 100]).toEqual([true, true, true]);
    const frames = await sharp(Buffer.from([...Array(12).fill(0), ...Array(12).fill(250)]), {
      raw: { width: 2, height: 4, channels: 3, pageHeight: 2 } as never,
    })
      .gif({ loop: 0 })
      .toBuffer();
    const paged = await imageFolder(folderOf({ '0.gif': frames, '1.gif': frames }));
    expect(paged.notes?.join()).toContain('of 2 of 2 only the first of 2 pages is read');
    expect(new Set(paged.train.y.values)).toEqual(new Set([0]));
    const float = folderOf({ '0.tif': floatTiff(), '1.tif': floatTiff() });
    expect(await refusal(() => imageFolder(float))).toContain(
      '0.tif: expected an image of 8 or 16 bits per channel, received numbers of type float.',
    );
  });
});

describe('a folder of images', () => {
  it('without folders is rows without classes', async () => {
    const folder = folderOf({ '0.png': await grey(0), '1.png': await grey(1), '2.png': await grey(2) });
    const { train, test, classes, rows } = await imageFolder(folder);
    expect([train.y.shape, test.y.shape, train.label, classes]).toEqual([
      [2, 4, 4, 1],
      [1, 4, 4, 1],
      undefined,
      undefined,
    ]);
    expect(Array.from(train.y.values).filter((_, i) => i % 16 === 0)).toEqual([...(rows?.train ?? [])]);
  });

  it('has val, valid or validation as the test split where there is no test, and names what is unused', async () => {
    const one = await grey(5);
    const both = async (...names: string[]) =>
      imageFolder(
        folderOf(Object.fromEntries(names.flatMap((name) => ['a', 'b'].map((kind) => [`${name}/${kind}/0.png`, one])))),
      );
    const validated = await both('train', 'val');
    expect([validated.train.y.shape, validated.test.y.shape, validated.classes, validated.notes?.[1]]).toEqual([
      [2, 4, 4, 1],
      [2, 4, 4, 1],
      ['a', 'b'],
      'the test split is the folder val',
    ]);
    expect((await both('train', 'test', 'valid')).notes?.[1]).toBe('folders beside train and test are not used: valid');
    const flat = await imageFolder(folderOf({ 'train/0.png': one, 'train/1.png': one, 'val/0.png': one }));
    expect([flat.train.y.shape, flat.test.y.shape, flat.train.label]).toEqual([[2, 4, 4, 1], [1, 4, 4, 1], undefined]);
    const some = await imageFolder(folderOf({ 'train/a/0.png': one, 'train/b/0.png': one, 'test/b/0.png': one }));
    expect([[...(some.test.label?.values ?? [])], some.classes]).toEqual([[1], ['a', 'b']]);
    const other = folderOf({ 'a/0.png': one, 'b/0.png': one });
    const test = folderOf({ 'b/0.png': one });
    expect((await imageFolder(other, { test })).test.label?.values).toEqual(Int32Array.of(1));
  });

  it('is the one folder in it, where that holds folders', async () => {
    const one = await grey(5);
    const { classes, notes } = await imageFolder(folderOf({ 'all/train/a/0.png': one, 'all/train/b/0.png': one }), {
      test: 1,
    });
    expect([classes, notes?.slice(1)]).toEqual([
      ['a', 'b'],
      ['images are those of the one folder in it, all', 'images are those of the one folder in it, train'],
    ]);
  });

  it('has classes that are numbers in the order of numbers', async () => {
    const one = await grey(5);
    const { classes } = await imageFolder(folderOf({ '10/0.png': one, '2/0.png': one, '1/0.png': one }), { test: 1 });
    expect(classes).toEqual(['1', '2', '10']);
  });

  it('follows links once, looks into deeper folders, and counts what it passes over', async () => {
    const one = await grey(5);
    const folder = folderOf({
      'p/a/0.png': one,
      'p/a/deep/1.png': one,
      'p/a/Thumbs.db': '',
      'p/a/x.bmp': '',
      'p/empty/.keep': '',
      'p/loose.png': one,
      'elsewhere/0.png': one,
    });
    symlinkSync('../elsewhere', join(folder, 'p/b'));
    symlinkSync('..', join(folder, 'p/a/up'));
    mkdirSync(join(folder, 'p/c'));
    symlinkSync('../a', join(folder, 'p/c/again'));
    const { train, test, classes, notes } = await imageFolder(join(folder, 'p'), { test: 1 });
    expect([(train.y.shape[0] as number) + (test.y.shape[0] as number), classes]).toEqual([3, ['a', 'b']]);
    expect(notes?.join('\n')).toMatch(/empty holds no image and is no class/);
    expect(notes?.join('\n')).toMatch(/passed over beside the folders of .*: 1 image, loose\.png first/);
    expect(notes?.join('\n')).toMatch(
      /passed over in p: 2 files that are not images read here \(\.db, \.bmp\), .* first/,
    );
  });
});
