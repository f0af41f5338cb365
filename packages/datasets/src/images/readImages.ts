import { pathToFileURL } from 'node:url';
import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { packagePath } from '../files/packagePath.ts';
import { readBytes } from '../files/readBytes.ts';

/** A file of a few hundred bytes can call for gigabytes: 2048 × 2048 pixels, and 1024 more for each byte of the file, are opened and no more. */
const mostPixels = (bytes: number) => Math.min(10 ** 9, 2 ** 22 + 1024 * bytes);

/** A file of an image, wherever it lies, and what errors call it. */
export interface ImageFile {
  readonly where: string;
  read(): Promise<Uint8Array>;
}

export const imageFile = (path: string): ImageFile => ({ where: path, read: () => readBytes(path) });

/**
 * Images as one table of bytes, each scaled to cover the size and cut around its middle; transparent parts are black.
 *
 * @param options.size [height, width]; that of the first image where it is undefined
 * @returns [files, height, width, channels], scale 1/255
 * @throws `FILE_READ`, `FILE_FORMAT` naming the file, `PACKAGE_MISSING` without sharp
 */
export async function readImages(
  files: readonly ImageFile[],
  { size, channels }: { size: readonly [number, number] | undefined; channels: 1 | 3 },
): Promise<Table> {
  const first = files[0] as ImageFile;
  const sharp = await loadSharp(first.where);
  const [height, width] = size ?? (await sizeOf(sharp, first));
  const each = height * width * channels;
  const values = new Uint8Array(files.length * each);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < files.length; i = next++) {
      values.set(await decode(sharp, files[i] as ImageFile, { height, width, channels }), i * each);
    }
  };
  // Four at a time: sharp works on threads of its own.
  await Promise.all(Array.from({ length: 4 }, worker));
  return { values, shape: [files.length, height, width, channels], scale: 1 / 255 };
}

type Sharp = typeof import('sharp').default;

async function loadSharp(where: string): Promise<Sharp> {
  const url = pathToFileURL(packagePath('sharp', { where, needed: 'reads images' })).href;
  return ((await import(/* @vite-ignore */ url)) as { default: Sharp }).default;
}

const open = (sharp: Sharp, bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: mostPixels(bytes.length), failOn: 'truncated' });

async function sizeOf(sharp: Sharp, file: ImageFile): Promise<[number, number]> {
  const { height, width } = await guard(
    file.where,
    async () => (await open(sharp, await file.read()).metadata()).autoOrient,
  );
  return [height, width];
}

/** Bytes of one image, row by row, channels together. */
async function decode(
  sharp: Sharp,
  file: ImageFile,
  { height, width, channels }: { height: number; width: number; channels: 1 | 3 },
): Promise<Uint8Array> {
  const bytes = await file.read();
  const { data, info } = await guard(file.where, () => {
    const image = open(sharp, bytes).rotate().flatten({ background: '#000' }).resize({ width, height, fit: 'cover' });
    return (channels === 1 ? image.greyscale().toColourspace('b-w') : image.toColourspace('srgb'))
      .raw()
      .toBuffer({ resolveWithObject: true });
  });
  if (info.channels === channels && data.length === height * width * channels) return data;
  throw broken(file.where, `one of ${info.channels} channels`);
}

async function guard<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'FILE_READ') throw cause;
    throw broken(file, `one that fails with ${JSON.stringify((cause as Error).message.slice(0, 200))}`, cause);
  }
}

const broken = (file: string, received: string, cause?: unknown) =>
  expected({
    where: file,
    expected: 'a complete image',
    received,
    todo: 'Replace it or take it out.',
    code: 'FILE_FORMAT',
    cause,
  });
