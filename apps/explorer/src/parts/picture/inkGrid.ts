/**
 * Images in a grid, as ink on whatever is behind: a grey value is the ink's opacity; colours are kept.
 *
 * @param values [rows · columns, height, width, channels], row by row
 * @param ink the colour of full grey values, as 0…255
 * @param into RGBA of the whole grid, overwritten from image `first`
 */
export function inkGrid(
  values: Float32Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: 1 | 3 },
  columns: number,
  first: number,
  ink: readonly [number, number, number],
  into: Uint8ClampedArray,
): void {
  const pixels = height * width;
  const stride = columns * width;
  for (let i = 0; i < values.length / channels; i++) {
    const cell = first + Math.floor(i / pixels);
    const [row, column] = [Math.floor((i % pixels) / width), i % width];
    const y = Math.floor(cell / columns) * height + row;
    const at = 4 * (y * stride + (cell % columns) * width + column);
    for (let channel = 0; channel < 3; channel++) {
      into[at + channel] = channels === 1 ? (ink[channel] as number) : 255 * (values[3 * i + channel] as number);
    }
    into[at + 3] = 255 * (channels === 1 ? (values[i] as number) : 1);
  }
}
