import { imageElement } from '../raster/imageElement.ts';
import { element } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';
import { wrap } from '../svg/textWidth.ts';
import type { Theme } from '../svg/theme.ts';
import type { ImageGrid } from './gridOfImages.ts';
import type { GridPixels } from './gridPixels.ts';

const size = { name: 12, nameLine: 15, label: 11, labelLine: 16 };

interface Place {
  readonly left: number;
  readonly top: number;
  /** Width of the figure. */
  readonly width: number;
  readonly scale: number;
  /** Each row's title stands above it: a narrow page has no room beside it. */
  readonly titled: boolean;
  readonly theme: Theme;
}

/** Rows of images one by one, each with its title above it where that is wished for and its labels below: markup, and how far down it reaches. */
export function imageRows(
  grid: ImageGrid,
  { pixels, images, cell }: GridPixels,
  { left, top, width, scale, titled, theme }: Place,
): { markup: string[]; bottom: number; middles: number[] } {
  const markup: string[] = [];
  const middles: number[] = [];
  const step = (pixels.width + cell - grid.height) / images;
  let y = top;
  grid.rows.forEach(({ title = '', labels }, row) => {
    if (titled && title !== '') {
      for (const text of wrap(title, size.name, width - 2 * left)) {
        markup.push(textElement(text, { x: left, y: y + 11, size: size.name, fill: theme.muted }));
        y += size.nameLine;
      }
      y += 2;
    }
    const across = pixels.width * pixels.channels;
    const own = {
      ...pixels,
      height: grid.height,
      data: pixels.data.subarray(row * cell * across, (row * cell + grid.height) * across),
    };
    const place = { x: left, y, width: pixels.width * scale, height: grid.height * scale, pixelated: scale >= 1 };
    markup.push(element('g', gridData([title], images), imageElement(own, place)));
    middles.push(y + place.height / 2);
    y += place.height;
    if (labels !== undefined) {
      const middle = (i: number) => left + (i * step + grid.width / 2) * scale;
      labels.forEach((text, i) => {
        const at = { x: middle(i), y: y + 12, size: size.label, fill: theme.muted, anchor: 'middle' as const };
        markup.push(textElement(text, at));
      });
      y += size.labelLine;
    }
    y += Math.max(3, (cell - grid.height) * scale);
  });
  return { markup, bottom: y, middles };
}

/** What a page needs to say which image stands at a place. */
export const gridData = (titles: readonly string[], images: number) => ({
  'data-grid': JSON.stringify([images, titles]),
});
