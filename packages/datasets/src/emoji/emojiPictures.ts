import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { packageFolder } from '../files/packageFolder.ts';
import { readBytes } from '../files/readBytes.ts';
import { guard, loadSharp } from '../images/loadSharp.ts';
import { severalAtOnce } from '../images/severalAtOnce.ts';
import { type EmojiName, emojiName } from './emojiNames.ts';

/** A drawing with its name and the set that it is of. */
export interface Drawing extends EmojiName {
  readonly style: string;
  readonly svg: string;
}

/** What a package of Iconify holds, as far as it is read. */
export interface IconSet {
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<Record<string, { readonly body: string; readonly hidden?: boolean }>>;
}

/**
 * The drawings of a set, in the order of their names.
 *
 * @throws `PACKAGE_MISSING` with what to install, `FILE_FORMAT` for a file that holds none
 */
export async function drawingsOf(style: string, { where }: { where: string }): Promise<Drawing[]> {
  const file = join(packageFolder(`@iconify-json/${style}`, { where }), 'icons.json');
  const set = JSON.parse(new TextDecoder().decode(await readBytes(file))) as IconSet;
  const drawings = drawingsIn(set, style);
  if (drawings.length > 0) return drawings;
  throw expected({
    where: file,
    expected: 'drawings of emoji by name',
    received: 'none',
    todo: `Install @iconify-json/${style} again.`,
    code: 'FILE_FORMAT',
  });
}

/** Pictures that their set has taken back and those of two tones are left out. */
export function drawingsIn({ icons, width = 16, height = 16 }: IconSet, style: string): Drawing[] {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}">`;
  return Object.entries(icons ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { body, hidden }]) => {
      const known = hidden ? undefined : emojiName(name);
      return known ? [{ ...known, style, svg: `${open}${body}</svg>` }] : [];
    });
}

/** @returns bytes [drawings, side, side, 3], on white */
export async function rasterized(drawings: readonly Drawing[], side: number, where: string): Promise<Uint8Array> {
  const sharp = await loadSharp(where);
  const size = side * side * 3;
  const pixels = new Uint8Array(drawings.length * size);
  await severalAtOnce(drawings.length, async (i) => {
    const { svg, base } = drawings[i] as Drawing;
    const bytes = await guard(`${where}, ${base}`, () =>
      sharp(Buffer.from(svg))
        .resize(side, side, { fit: 'contain', background: 'white' })
        .flatten({ background: 'white' })
        .toColourspace('srgb')
        .raw()
        .toBuffer(),
    );
    pixels.set(bytes, i * size);
  });
  return pixels;
}
