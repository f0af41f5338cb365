import { gather, type Table } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { first } from '@latentkit/runs';
import { encodePng } from '@latentkit/viz';
import { opaque } from '../figures/bytesOf.ts';
import type { LatentFigure } from '../figures/latentFigure.ts';

/** What a reader sees who points at a dot: in the order of the dots. */
export interface Hover {
  readonly words: readonly string[];
  readonly images?: Thumbnails;
}

/** Small images in one picture, row by row. */
export interface Thumbnails {
  /** A data URI. */
  readonly picture: string;
  readonly across: number;
  readonly down: number;
}

const across = 40;
const longestSide = 28;

/** As many dots as are drawn: each with its row, class and place, and small images of those that are images. */
export function hoverOf(split: Split, { columns }: LatentFigure, { count }: { count: number }): Hover {
  const words = Array.from({ length: count }, (_, row) =>
    [`test ${row}`, ...columns.map(({ name, values }) => `${name} ${shown(values[row] as number | string)}`)].join(
      ' · ',
    ),
  );
  const [height, width, channels = 1] = split.y.shape.slice(1);
  const isImage = split.y.shape.length >= 3 && split.y.shape.length <= 4 && (channels === 1 || channels === 3);
  if (!isImage) return { words };
  return { words, images: thumbnails(first(split.y, count), { height, width, channels } as Size) };
}

const shown = (value: number | string) => (typeof value === 'number' ? String(Number(value.toPrecision(3))) : value);

interface Size {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Every `stride`-th pixel of each image, so that none is longer than 28. */
function thumbnails(table: Table, { height, width, channels }: Size): Thumbnails {
  const stride = Math.ceil(Math.max(height, width) / longestSide);
  const [tall, wide] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const count = table.shape[0] as number;
  const down = Math.ceil(count / across);
  const sheet = new Float32Array(down * tall * across * wide * channels);
  for (let image = 0; image < count; image++) {
    const values = gather({ table, rows: Int32Array.of(image) });
    const [top, left] = [Math.floor(image / across) * tall, (image % across) * wide];
    for (let y = 0; y < tall; y++) {
      for (let x = 0; x < wide; x++) {
        const from = (y * stride * width + x * stride) * channels;
        const to = ((top + y) * across * wide + left + x) * channels;
        for (let c = 0; c < channels; c++) sheet[to + c] = values[from + c] as number;
      }
    }
  }
  const png = encodePng(opaque(sheet, { height: down * tall, width: across * wide, channels }));
  return { picture: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, across, down };
}
