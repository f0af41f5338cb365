import { smoothBar } from '../panel/colorBar.ts';
import type { Extent, Layer, Plot } from '../panel/layer.ts';
import type { Axis } from '../panel/scale.ts';
import { imageElement } from '../raster/imageElement.ts';
import { isLight } from '../svg/colorScale.ts';
import { element } from '../svg/element.ts';
import { textElement } from '../svg/textElement.ts';
import { textWidth } from '../svg/textWidth.ts';
import type { Theme } from '../svg/theme.ts';

/** Coloured cells, the first row at the top. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns], each 0 … 1 along the bar; NaN is left empty */
  readonly places: Float64Array;
  /** The word of each cell, written into it where all fit. */
  readonly word: (i: number) => string;
  readonly bar: { readonly axis: Axis; readonly low: number; readonly high: number };
  readonly color: (t: number, theme: Theme) => string;
  readonly summary: string;
}

const size = 11;
/** Beyond this many cells a page says the place of a cell alone. */
const mostWords = 2500;

/** Cells as one image with a pixel each, and words over it. */
export function cells(data: Cells): Layer {
  const { rows, columns, bar, color, summary } = data;
  const extent: Extent = {
    x: { low: -0.5, high: columns - 0.5, whole: true },
    y: { low: -0.5, high: rows - 0.5, whole: true },
  };
  const interval = { low: bar.low, high: bar.high, whole: false };
  return {
    extent,
    legend: [],
    bar: (theme) => smoothBar(bar.axis, interval, (t) => color(t, theme)),
    summary,
    draw: (plot) => {
      const colors = Array.from(data.places, (t) => (Number.isNaN(t) ? undefined : color(t, plot.theme)));
      return image(data, colors, plot) + written(data, colors, plot);
    },
  };
}

function image(
  { rows, columns, word }: Cells,
  colors: readonly (string | undefined)[],
  { width, height }: Plot,
): string {
  const data = new Uint8Array(rows * columns * 4);
  colors.forEach((color, i) => {
    if (color === undefined) return;
    const rgb = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    data.set([...rgb, 255], 4 * i);
  });
  const pixels = { width: columns, height: rows, channels: 4 as const, data };
  const drawn = imageElement(pixels, { x: 0, y: 0, width, height, pixelated: true });
  const words = colors.length > mostWords ? [] : colors.map((_, i) => word(i));
  return element('g', { 'data-cells': JSON.stringify([columns, rows, words]) }, drawn);
}

function written({ columns, word }: Cells, colors: readonly (string | undefined)[], { x, y, theme }: Plot): string {
  const [cellWidth, cellHeight] = [x.place(1) - x.place(0), y.place(1) - y.place(0)];
  if (cellHeight < size + 2) return '';
  const words = colors.map((_, i) => word(i));
  if (words.some((text) => textWidth(text, size) > cellWidth - 3)) return '';
  const ink = (color: string | undefined) =>
    color === undefined ? theme.muted : isLight(color) ? '#1f2328' : '#ffffff';
  return words
    .map((text, i) => {
      const at = { x: x.place(i % columns), y: y.place(Math.floor(i / columns)) + size * 0.35 };
      return textElement(text, { ...at, size, fill: ink(colors[i]), anchor: 'middle' });
    })
    .join('');
}
