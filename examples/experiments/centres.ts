import { gather, type Table, table } from '@latentkit/core';

const [margin, side] = [4, 10];

/**
 * The first images of a table of 28 × 28, made small: their middle 20 × 20 pixels, each 2 × 2 of them as their mean. All 100 numbers vary
 * from image to image, which the border's do not.
 *
 * @returns [rows, 100]
 */
export function centres(images: Table, rows: number): Table {
  const pixels = gather({ table: images, rows: Int32Array.from({ length: rows }, (_, row) => row) });
  const values = Float32Array.from({ length: rows * side * side }, (_, i) => {
    const [image, place] = [Math.floor(i / (side * side)), i % (side * side)];
    const [row, column] = [margin + 2 * Math.floor(place / side), margin + 2 * (place % side)];
    const at = (down: number, right: number) => pixels[image * 784 + (row + down) * 28 + column + right] as number;
    return (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
  });
  return table(values, [rows, side * side]);
}
