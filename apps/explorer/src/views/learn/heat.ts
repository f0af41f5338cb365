import { heatColor } from '@latentkit/viz';

const steps = 256;

/** The scale of energies as bytes, [256, 4]: low is pale on a light page and dark on a dark one, so that it recedes. */
function scale(part: readonly [number, number]): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(4 * steps);
  for (let i = 0; i < steps; i++) {
    const colour = Number.parseInt(heatColor(i / (steps - 1), part).slice(1), 16);
    bytes.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * i);
  }
  return bytes;
}

const scales = { light: scale([0, 0.85]), dark: scale([1, 0.2]) };

/**
 * Energies as the pixels of an image, one a number, the last row of the grid first, as pictures have their top first.
 *
 * @param t energy → place on the scale, in [0, 1]
 */
export function heatPixels(
  { columns, rows, values }: { columns: number; rows: number; values: Float32Array },
  t: (energy: number) => number,
  dark: boolean,
): ImageData {
  const colours = dark ? scales.dark : scales.light;
  const image = new ImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 4 * Math.round((steps - 1) * t(values[(rows - 1 - row) * columns + column] as number));
      image.data.set(colours.subarray(at, at + 4), 4 * (row * columns + column));
    }
  }
  return image;
}
