import { counted, expected } from '@latentkit/errors';
import type { Pixels } from '../raster/png.ts';
import type { ImageGrid } from './gridOfImages.ts';

/** One image for a whole grid. */
export interface GridPixels {
  readonly pixels: Pixels;
  /** In each row. */
  readonly images: number;
  /** Pixels from the top of a row to the top of the next. */
  readonly cell: number;
}

/**
 * Lay rows of images into one, transparent between them; a grey one has the channels grey and alpha, a coloured one RGBA.
 * A number v in [0, 1] becomes the byte round(255 v).
 */
export function gridPixels({ rows, height, width, channels = 1 }: ImageGrid, where: string): GridPixels {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  const size = height * width * channels;
  if (![height, width].every((side) => Number.isInteger(side) && side > 0) || (channels !== 1 && channels !== 3)) {
    const todo = 'Give the shape of one image; other channels are drawn as one grey grid each.';
    throw refuse('whole sides and 1 or 3 channels', `[${height},${width},${channels}]`, todo, 'SHAPE');
  }
  const images = (rows[0]?.images.length ?? 0) / size;
  if (images === 0) throw refuse('at least one image', 'none', 'Draw the figure when there is data.', 'EMPTY');
  rows.forEach((row, i) => {
    const many = row.images.length / size;
    if (!Number.isInteger(many)) {
      const received = `${row.images.length} in row ${i}`;
      throw refuse(
        `a multiple of ${counted(size, 'number')} per row, [images,${height},${width},${channels}]`,
        received,
        'Give whole images.',
        'SHAPE',
      );
    }
    if (many !== images)
      throw refuse(
        `${counted(images, 'image')} in every row`,
        `${many} in row ${i}`,
        'Cut the rows to one length.',
        'SHAPE',
      );
  });

  const gap = Math.max(1, Math.round(Math.min(height, width) / 14));
  const [cellWidth, cell] = [width + gap, height + gap];
  const across = images * cellWidth - gap;
  const down = rows.length * cell - gap;
  const out = channels + 1;
  const data = new Uint8Array(across * down * out);
  rows.forEach((row, r) => {
    const byte = byteOf(row.images, (i, value) => {
      const received = `${value} in row ${r}, image ${Math.floor(i / size)}`;
      const code = Number.isFinite(value) ? 'RANGE' : 'NOT_FINITE';
      return refuse('bytes in a Uint8Array or numbers in [0, 1]', received, 'Divide by 255, or clip.', code);
    });
    for (let i = 0; i < row.images.length; i++) {
      const channel = i % channels;
      const pixel = Math.floor(i / channels);
      const x = Math.floor(pixel / (height * width)) * cellWidth + (pixel % width);
      const y = r * cell + (Math.floor(pixel / width) % height);
      const at = (y * across + x) * out;
      data[at + channel] = byte(i);
      data[at + channels] = 255;
    }
  });
  return { pixels: { width: across, height: down, channels: out as 2 | 4, data }, images, cell };
}

function byteOf(images: ArrayLike<number>, refuse: (i: number, value: number) => Error): (i: number) => number {
  if (images instanceof Uint8Array || images instanceof Uint8ClampedArray) return (i) => images[i] as number;
  return (i) => {
    const value = images[i] as number;
    if (value >= 0 && value <= 1) return Math.round(255 * value);
    throw refuse(i, value);
  };
}
