import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { broken, guard, loadSharp, type Sharp } from './loadSharp.ts';
import { severalAtOnce } from './severalAtOnce.ts';
import { type ImageFile, type ImageForm, imageFile } from './survey.ts';

/** A file of a few hundred bytes can call for gigabytes: 2048 × 2048 pixels, and 1024 more for each byte of the file, are opened and no more. */
const mostPixels = (bytes: number) => Math.min(10 ** 9, 2 ** 22 + 1024 * bytes);
/** The most bytes that one array holds. */
const mostBytes = 2 ** 32;

/**
 * Images as one table of bytes, all of one form.
 *
 * @returns [files, height, width, channels], scale 1/255
 * @throws `FILE_READ`, `FILE_FORMAT` naming the file, `PACKAGE_MISSING` without sharp
 */
export async function readImages(files: readonly ImageFile[], form: ImageForm): Promise<Table> {
  const first = files[0] as ImageFile;
  const sharp = await loadSharp(first.where);
  const shape = [files.length, ...form.imageSize, form.channels];
  const each = form.imageSize[0] * form.imageSize[1] * form.channels;
  if (files.length * each > mostBytes) throw tooMany(first.where, shape);
  const values = new Uint8Array(files.length * each);
  // Sharp works on threads of its own.
  await severalAtOnce(files.length, async (i) => {
    values.set(await decode(sharp, files[i] as ImageFile, form), i * each);
  });
  return { values, shape, scale: 1 / 255 };
}

/**
 * One image file as a table of one row, scaled to cover the size and cut around the middle unless `fit` says otherwise.
 *
 * @param form.imageSize [height, width]
 * @returns [1, height, width, channels], bytes of scale 1/255
 * @throws `FILE_READ`, `FILE_FORMAT` for a file that is not an image, `PACKAGE_MISSING` without sharp
 * @example
 * const { shape } = await readImage('pictures/cats/1.png', { imageSize: [8, 8], channels: 3 }); // [1, 8, 8, 3]
 */
export const readImage = (
  path: string,
  { fit = 'crop', background = 'black', ...form }: Pick<ImageForm, 'imageSize' | 'channels'> & Partial<ImageForm>,
): Promise<Table> => readImages([imageFile(path)], { ...form, fit, background });

const fits = { crop: 'cover', pad: 'contain', stretch: 'fill' } as const;

/** Bytes of one image, row by row, channels together. */
async function decode(
  sharp: Sharp,
  file: ImageFile,
  { imageSize, channels, fit, background }: ImageForm,
): Promise<Uint8Array> {
  const bytes = await file.read();
  const [height, width] = imageSize;
  const { data, info } = await guard(file.where, async () => {
    const open = () => sharp(bytes, { limitInputPixels: mostPixels(bytes.length), failOn: 'truncated' });
    const { depth, format } = await open().metadata();
    // Their numbers have no known range: libvips would cut them at 0 and 255.
    if (depth !== 'uchar' && depth !== 'ushort') throw unread(file.where, `numbers of type ${depth}`);
    if (format === 'svg') throw unread(file.where, 'a drawing (SVG)');
    const image = open().rotate().flatten({ background }).resize({ width, height, fit: fits[fit], background });
    return (channels === 1 ? image.greyscale().toColourspace('b-w') : image.toColourspace('srgb'))
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
  });
  if (info.channels === channels && data.length === height * width * channels) return data;
  throw broken(file.where, `one of ${info.channels} channels`);
}

const unread = (where: string, received: string) =>
  expected({
    where,
    expected: 'an image of 8 or 16 bits per channel',
    received,
    todo: 'Save it as PNG, or all of them as one .npy file of numbers.',
    code: 'FILE_FORMAT',
  });

const tooMany = (where: string, shape: readonly number[]) =>
  expected({
    where,
    expected: `images of at most ${mostBytes} bytes together`,
    received: `shape [${shape}]`,
    todo: 'Give a smaller imageSize, or read them while a model trains: see streamedPath.',
    code: 'FILE_FORMAT',
  });
