import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { fromPath } from '../files/fromPath.ts';
import { imageFolder } from './imageFolder.ts';

const [width, height] = [4, 3];
/** A grey ramp in colour. */
const ramp = Buffer.from(Array.from({ length: width * height }, (_, i) => [20 * i, 20 * i, 20 * i]).flat());
const image = () => sharp(ramp, { raw: { width, height, channels: 3 } });
/** Two files of it under a name each, as rows without a class. */
const read = async (names: readonly string[], bytes: Uint8Array) =>
  imageFolder(folderOf(Object.fromEntries(names.map((name) => [name, bytes]))), { test: 1 });

describe('images as people have them', () => {
  it.each([
    ['PNG', () => image().png(), 0],
    ['WebP', () => image().webp({ lossless: true }), 0],
    ['TIFF', () => image().tiff({ compression: 'lzw' }), 0],
    ['GIF', () => image().gif(), 4],
    ['JPEG', () => image().jpeg({ quality: 100 }), 4],
    ['progressive JPEG', () => image().jpeg({ quality: 100, progressive: true }), 4],
    ['AVIF', () => image().avif({ quality: 100, chromaSubsampling: '4:4:4' }), 6],
    ['PNG of a palette', () => image().png({ palette: true }), 4],
  ] as const)(
    'are read from %s, whatever the name ends in, with spaces, letters and commas in it',
    async (_, of, off) => {
      const { train } = await read(['a b ü.PNG', 'c,"d".JpEg'], await of().toBuffer());
      expect(train.y.shape).toEqual([1, height, width, 3]);
      for (const [i, value] of train.y.values.entries())
        expect(Math.abs(value - (ramp[i] as number))).toBeLessThanOrEqual(off);
    },
  );

  it('stand as the camera says they do', async () => {
    // Orientation 6: the row that is stored last is the left column.
    const { train } = await read(['0.png', '1.png'], await image().withMetadata({ orientation: 6 }).png().toBuffer());
    expect(train.y.shape).toEqual([1, width, height, 3]);
    expect([...train.y.values].filter((_, i) => i % 3 === 0).slice(0, 3)).toEqual([160, 80, 0]);
  });

  it('of kinds that are not read are refused with what to save them as, or counted beside others', async () => {
    const foreign = folderOf({ '0.bmp': 'BM', '1.pgm': 'P5' });
    expect(await refusal(() => fromPath(foreign))).toMatch(
      /received 2 files that are not images read here \(\.bmp, \.pgm\)\. Save the images as PNG or JPEG\.$/,
    );
    const one = await image().png().toBuffer();
    const { notes } = await fromPath(folderOf({ '0.png': one, '1.png': one, 'x.bmp': 'BM' }));
    expect(notes?.join()).toMatch(/passed over in .*: 1 file that is not an image read here \(\.bmp\), .*x\.bmp first/);
  });

  it('that are empty, cut or a drawing are refused by their names', async () => {
    const one = await image().jpeg().toBuffer();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="4" height="4"/></svg>';
    for (const [bad, why] of [
      ['', 'expected a complete image'],
      [one.subarray(0, one.length - 40), 'expected a complete image'],
      [svg, 'received a drawing (SVG)'],
    ] as const) {
      const folder = folderOf({ '0.jpg': one, '1.jpg': bad, '2.jpg': one });
      const message = await refusal(() => imageFolder(folder));
      expect([message.startsWith(join(folder, '1.jpg')), message.includes(why), message.includes('\n')]).toEqual([
        true,
        true,
        false,
      ]);
    }
  });

  it('need two, and a link that leads nowhere is no image', async () => {
    const one = await image().png().toBuffer();
    const folder = folderOf({ '0.png': one });
    expect(await refusal(() => imageFolder(folder))).toBe(
      'split: expected at least two rows, one to learn from and one to hold out, received 1. Give more rows, or hold none out (test: 0).',
    );
    symlinkSync('self.png', join(folder, 'self.png'));
    const { train, notes } = await imageFolder(folder, { test: 0 });
    expect([train.y.shape[0], notes?.join()]).toEqual([1, expect.stringContaining('self.png first')]);
  });
});
