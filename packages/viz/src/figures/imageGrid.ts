import type { Column } from '../csv.ts';
import { imageElement } from '../raster/imageElement.ts';
import { element } from '../svg/element.ts';
import { requireSide, svgDocument } from '../svg/svgDocument.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth, wrap } from '../svg/textWidth.ts';
import { type Look, themeNamed } from '../svg/theme.ts';
import { type Figure, figure } from './figure.ts';
import type { ImageGrid } from './gridOfImages.ts';
import { type GridPixels, gridPixels } from './gridPixels.ts';
import { gridData, imageRows } from './imageRows.ts';
import { signedImages } from './signedImages.ts';

const where = 'imageGrid';
const pad = 16;
const titleSize = 15;
/** Below this width the titles of rows stand above them. */
const narrowest = 480;
/** `slack` leaves room for a reader's font that is wider than Arimo, as DejaVu Sans is. */
const rowTitle = { size: 12, line: 15, width: 120, gap: 10, slack: 1.15 };
/** Titles of more lines than these, such as captions, get twice the width, so that they stay beside their rows. */
const mostLines = 2;

/**
 * Rows of images, as one PNG embedded in the SVG for them all, shown in whole pixels.
 *
 * @param grid images [images, height, width, channels] a row, as bytes 0 … 255 (Uint8Array) or as numbers in [0, 1];
 *   with `signed`, one channel of any finite numbers
 * @returns a width in its look makes the images as large as fit into it, without one the figure is at most about 760 pixels wide; columns, a row
 *   an image: title, place in its row, then its pixels y0x0, y0x1, …
 * @throws EMPTY without images; SHAPE for a length that is not a whole number of images, or rows of different lengths; RANGE for numbers
 *   outside [0, 1]; NOT_FINITE
 * @example
 * imageGrid({ title: 'Reconstructions', height: 1, width: 2, rows: [
 *   { title: 'original', images: Uint8Array.of(0, 255) }, { title: 'reconstruction', images: [0.1, 0.9] }] });
 */
export function imageGrid(grid: ImageGrid): Figure {
  const all = gridPixels(grid.signed ? signedImages(grid, where) : grid, where);
  return figure(
    { title: grid.title, where },
    (look) => draw(grid, all, look),
    () => columnsOf(grid),
  );
}

function draw(grid: ImageGrid, { pixels, images, cell }: GridPixels, look: Look): string {
  const theme = themeNamed(look.theme ?? 'light', where);
  if (look.width !== undefined) requireSide('width', look.width, where);

  const narrow = look.width !== undefined && look.width < narrowest;
  const wrapped = (room: number) => grid.rows.map(({ title = '' }) => (narrow ? [] : wrap(title, rowTitle.size, room)));
  const short = wrapped(rowTitle.width);
  const names = short.some(({ length }) => length > mostLines) ? wrapped(2 * rowTitle.width) : short;
  const widest = Math.max(...names.flat().map((line) => textWidth(line, rowTitle.size)), 0);
  const left = pad + (widest > 0 ? Math.ceil(widest * rowTitle.slack) + rowTitle.gap : 0);
  const scale = magnification((look.width ?? 760) - left - pad, pixels.width, look.width === undefined);
  const [shownWidth, shownHeight] = [pixels.width * scale, pixels.height * scale];

  const width = look.width ?? Math.max(240, Math.ceil(left + shownWidth + pad));
  const lines = wrap(grid.title, titleSize, width - 2 * pad, true);
  const titleBase = pad + titleSize * 0.8;
  const top = Math.round(titleBase + (lines.length - 1) * 19 + 14);
  const apart =
    narrow || grid.rows.some(({ labels }) => labels !== undefined)
      ? imageRows(grid, { pixels, images, cell }, { left, top, width, scale, titled: narrow, theme })
      : undefined;
  const middle = (row: number) => apart?.middles[row] ?? top + (row * cell + grid.height / 2) * scale;

  return svgDocument(
    { title: grid.title, description: describe(grid, images) },
    { width, height: Math.ceil((apart?.bottom ?? top + shownHeight) + pad), theme },
    ...lines.map((text, i) =>
      textElement(text, { x: pad, y: titleBase + i * 19, size: titleSize, fill: theme.text, bold: true }),
    ),
    ...names.flatMap((name, row) =>
      name.map((text, i) => {
        const y = middle(row) + (i - (name.length - 1) / 2) * rowTitle.line + rowTitle.size * 0.35;
        return textElement(text, { x: pad, y, size: rowTitle.size, fill: theme.muted });
      }),
    ),
    ...(apart?.markup ?? [
      element(
        'g',
        gridData(
          grid.rows.map(({ title = '' }) => title),
          images,
        ),
        imageElement(pixels, { x: left, y: top, width: shownWidth, height: shownHeight, pixelated: scale >= 1 }),
      ),
    ]),
  );
}

function columnsOf({ rows, height, width, channels = 1 }: ImageGrid): Column[] {
  const size = height * width * channels;
  const all = rows.flatMap(({ title = '', images }) =>
    Array.from({ length: images.length / size }, (_, image) => ({ title, image, images })),
  );
  const pixel = (i: number) => {
    const [at, channel] = [Math.floor(i / channels), channels === 1 ? '' : 'rgb'[i % channels]];
    return `y${Math.floor(at / width)}x${at % width}${channel}`;
  };
  return [
    { name: 'row', values: all.map(({ title }) => title) },
    { name: 'image', values: all.map(({ image }) => image) },
    ...Array.from({ length: size }, (_, i) => ({
      name: pixel(i),
      values: all.map(({ images, image }) => images[image * size + i] as number),
    })),
  ];
}

/** Screen pixels for one of the image: a whole number from one up, so that all are of one size. */
function magnification(available: number, width: number, atLeastOne: boolean): number {
  const fit = available / width;
  return fit >= 1 ? Math.min(8, Math.floor(fit)) : atLeastOne ? 1 : fit;
}

function describe({ rows, height, width, channels, signed }: ImageGrid, images: number): string {
  const titles = rows.map(({ title = '' }) => title).filter(Boolean);
  const [row, image] = [rows.length === 1 ? 'row' : 'rows', images === 1 ? 'image' : 'images'];
  const kind = signed ? 'signed' : channels === 3 ? 'RGB' : 'grey';
  const names = titles.length === 0 ? '' : `: ${titles.join(', ')}`;
  return `${rows.length} ${row} of ${images} ${kind} ${image}, ${width} by ${height} pixels${names}.`;
}
