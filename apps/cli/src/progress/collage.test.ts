import { describe, expect, it } from 'vitest';
import { collageOf } from './collage.ts';
import type { Picture } from './halfBlocks.ts';

const grey = (value: number): Picture => ({ height: 2, width: 2, channels: 1, bytes: new Uint8Array(4).fill(value) });
const rows = (value: number, count: number) => Array.from({ length: count }, () => grey(value));
const glimpse = { epoch: 4, originals: rows(10, 5), reconstructions: rows(20, 5), samples: rows(30, 4) };

/** Grey of each pixel, and a dot where it is transparent. */
function picture({ height, width, data }: { height: number; width: number; data: Uint8Array }): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (data[(y * width + x) * 2 + 1] ? data[(y * width + x) * 2] : '.')).join(
      ' ',
    ),
  );
}

describe('collage', () => {
  it('is originals above reconstructions, samples in two rows beside them, transparent between', () => {
    const collage = collageOf(glimpse, { columns: 80, rows: 7 });
    expect(picture(collage?.pixels() as never)).toEqual([
      ...Array(2).fill('10 10 . . 10 10 . . 10 10 . . 10 10 . . . 30 30 . . 30 30 . .'),
      ...Array(2).fill('. . . . . . . . . . . . . . . . . . . . . . . . .'),
      ...Array(2).fill('20 20 . . 20 20 . . 20 20 . . 20 20 . . . 30 30 . . 30 30 . .'),
      ...Array(2).fill('. . . . . . . . . . . . . . . . . . . . . . . . .'),
    ]);
    expect(collage).toMatchObject({
      columns: 75,
      rows: 6,
      heading: expect.stringMatching(/ {20}samples after epoch 4$/),
    });
  });

  it('is as tall as lets eight stand in a row, and is none without room', () => {
    const tall = (columns: number, rows: number) => collageOf(glimpse, { columns, rows })?.rows;
    expect([tall(300, 50), tall(170, 50), tall(300, 9), tall(80, 50), tall(50, 50), tall(300, 6)]).toEqual([
      12,
      10,
      8,
      6,
      undefined,
      undefined,
    ]);
  });
});
