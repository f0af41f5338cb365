import { expected } from '@latentkit/errors';
import { signedColor } from '../svg/colorScale.ts';
import type { ImageGrid } from './gridOfImages.ts';

/** The colour of each number from −1 to 1 in this many steps to each side, more than an eye tells apart. */
const steps = 127;

/** A grid of grey images of signed numbers as one of colours: blue below zero, red above, the largest of all numbers darkest. */
export function signedImages(grid: ImageGrid, where: string): ImageGrid {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if ((grid.channels ?? 1) !== 1) {
    throw refuse('one channel of signed numbers', `${grid.channels}`, 'Draw a grid for each channel.', 'SHAPE');
  }
  let largest = 0;
  grid.rows.forEach(({ images }, row) => {
    for (let i = 0; i < images.length; i++) {
      const size = Math.abs(images[i] as number);
      if (!Number.isFinite(size))
        throw refuse('finite numbers', `${images[i]} in row ${row}`, 'Leave such images out.', 'NOT_FINITE');
      largest = Math.max(largest, size);
    }
  });
  const colors = Array.from({ length: 2 * steps + 1 }, (_, i) =>
    [1, 3, 5].map((at) => Number.parseInt(signedColor(i / (2 * steps)).slice(at, at + 2), 16)),
  );
  const colored = (images: ArrayLike<number>) => {
    const bytes = new Uint8Array(3 * images.length);
    for (let i = 0; i < images.length; i++) {
      const t = largest === 0 ? 0 : (images[i] as number) / largest;
      bytes.set(colors[Math.round(steps * (1 + t))] as number[], 3 * i);
    }
    return bytes;
  };
  return { ...grid, channels: 3, rows: grid.rows.map((row) => ({ ...row, images: colored(row.images) })) };
}
