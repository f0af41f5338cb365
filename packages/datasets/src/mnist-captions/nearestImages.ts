import type { Table } from '@latentkit/core';

/**
 * For each image the row of a table that is nearest in squared error.
 *
 * @param images [count, …row] one after another, in [0, 1]
 * @param table rows of the same size
 */
export function nearestImages(images: ArrayLike<number>, { values, shape, scale }: Table): Int32Array {
  const rows = shape[0] as number;
  const size = values.length / rows;
  const own = Float32Array.from(values, (value) => value * scale);
  const squares = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += (own[i] as number) ** 2;
    return sum;
  });
  return Int32Array.from({ length: images.length / size }, (_, image) => {
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let row = 0; row < rows; row++) {
      // ‖a − b‖² less ‖a‖², which is the same for all rows
      let product = 0;
      for (let i = 0; i < size; i++) product += (images[image * size + i] as number) * (own[row * size + i] as number);
      const apart = (squares[row] as number) - 2 * product;
      if (apart < least) [best, least] = [row, apart];
    }
    return best;
  });
}
