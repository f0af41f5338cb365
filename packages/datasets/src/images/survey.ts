import type { Metadata } from 'sharp';
import { readBytes } from '../files/readBytes.ts';
import { guard, loadSharp } from './loadSharp.ts';
import { severalAtOnce } from './severalAtOnce.ts';

/** A file of an image, wherever it lies, and what errors call it. */
export interface ImageFile {
  readonly where: string;
  /** Where it is a file of its own: its head is read alone. */
  readonly path?: string;
  read(): Promise<Uint8Array>;
}

export const imageFile = (path: string): ImageFile => ({ where: path, path, read: () => readBytes(path) });

/** What an image becomes. */
export interface ImageOptions {
  /** [height, width] that every image gets; the size of most images by default. */
  readonly imageSize?: readonly [number, number];
  /** 1 is grey, 3 is red, green, blue; 3 by default where an image has colour. */
  readonly channels?: 1 | 3;
  /** How an image of another size gets it: scaled to cover it and cut around the middle, scaled into it and padded, or stretched. */
  readonly fit?: 'crop' | 'pad' | 'stretch';
  /** Behind what is transparent, and around what is padded. */
  readonly background?: 'black' | 'white';
}

/** What all images become: `ImageOptions` with nothing left open. */
export type ImageForm = Required<ImageOptions>;

/** More files than this are not opened before they are read; this many are, from all over. */
const most = 4096;

/**
 * Look at the heads of images: what size and how many channels they get, and lines that say what that does to them.
 *
 * @throws `FILE_READ`, `FILE_FORMAT` naming the file, `PACKAGE_MISSING` without sharp
 */
export async function survey(
  files: readonly ImageFile[],
  { imageSize, channels, fit = 'crop', background = 'black' }: ImageOptions,
): Promise<{ form: ImageForm; notes: string[] }> {
  const step = Math.max(1, files.length / most);
  const some = Array.from({ length: Math.min(files.length, most) }, (_, i) => files[Math.floor(i * step)] as ImageFile);
  const heads = await headsOf(some);
  const sizes = heads.map(({ autoOrient: { height, width } }) => [height, width] as const);
  const size = imageSize ?? commonest(sizes);
  const isColour = ({ space }: Metadata) => space !== 'b-w' && space !== 'grey16';
  const form: ImageForm = { imageSize: size, channels: channels ?? (heads.some(isColour) ? 3 : 1), fit, background };
  const among = `${heads.length}${heads.length < files.length ? ' looked at' : ''}`;
  const count = (test: (head: Metadata) => boolean) => heads.filter(test).length;
  const scaled = sizes.filter(([height, width]) => height !== size[0] || width !== size[1]).length;
  const [deep, clear, paged] = [
    count(({ depth }) => depth === 'ushort'),
    count(({ hasAlpha }) => hasAlpha),
    count(({ pages = 1 }) => pages > 1),
  ];
  const how = { crop: 'scaled and cut', pad: 'scaled and padded', stretch: 'stretched' }[fit];
  const grey = form.channels === 1 && count(isColour) > 0 ? `, colour of ${count(isColour)} read as grey` : '';
  const line = `images read as ${size[1]}×${size[0]} ${form.channels === 1 ? 'grey' : 'colour'}${grey}`;
  return {
    form,
    notes: [
      scaled > 0 ? `${line}; ${scaled} of ${among} are ${how}` : line,
      ...(clear > 0 ? [`${clear} of ${among} have transparency: their background is ${background}`] : []),
      ...(paged > 0
        ? [
            `of ${paged} of ${among} only the first of ${Math.max(...heads.map(({ pages = 1 }) => pages))} pages is read`,
          ]
        : []),
      ...(deep > 0 ? [`${deep} of ${among} have 16 bits per channel, of which 8 are kept`] : []),
    ],
  };
}

async function headsOf(files: readonly ImageFile[]): Promise<Metadata[]> {
  const sharp = await loadSharp(files[0]?.where ?? 'images');
  const heads: Metadata[] = [];
  await severalAtOnce(files.length, async (i) => {
    const { where, path, read } = files[i] as ImageFile;
    heads[i] = await guard(where, async () => sharp(path ?? (await read()), { limitInputPixels: false }).metadata());
  });
  return heads;
}

/** The size that most have, of equals the first. */
function commonest(sizes: readonly (readonly [number, number])[]): readonly [number, number] {
  const counts = new Map<string, { size: readonly [number, number]; count: number }>();
  for (const size of sizes) {
    const known = counts.get(`${size}`) ?? { size, count: 0 };
    known.count++;
    counts.set(`${size}`, known);
  }
  return [...counts.values()].reduce((best, next) => (next.count > best.count ? next : best)).size;
}
