/** So many numbers are drawn of a grid of images, and written beside it as CSV. */
const mostNumbers = 2 ** 21;

export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How many pixels along each side become one, so that this many images are no more numbers than a figure takes. */
export function shrinkFactor({ height, width, channels }: ImageSize, images: number): number {
  let factor = 1;
  while (factor < Math.min(height, width) && numbers(factor) > mostNumbers) factor++;
  return factor;
  function numbers(by: number) {
    return images * Math.floor(height / by) * Math.floor(width / by) * channels;
  }
}

/** The size of an image of which `factor` pixels along each side become one; what is left at the right and the bottom is cut. */
export const shrunkSize = <Size extends ImageSize>(size: Size, factor: number): Size => ({
  ...size,
  height: Math.floor(size.height / factor),
  width: Math.floor(size.width / factor),
});

/** Means of `factor` × `factor` pixels. @param values [images, height, width, channels] @returns [images, height / factor, width / factor, channels] */
export function shrunk(values: ArrayLike<number>, size: ImageSize, factor: number): Float32Array {
  const { height, width, channels } = shrunkSize(size, factor);
  const each = size.height * size.width * channels;
  const images = values.length / each;
  const means = new Float32Array(images * height * width * channels);
  for (let image = 0, to = 0; image < images; image++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let channel = 0; channel < channels; channel++, to++) {
          let sum = 0;
          for (let dy = 0; dy < factor; dy++) {
            const row = image * each + (y * factor + dy) * size.width * channels;
            for (let dx = 0; dx < factor; dx++) sum += values[row + (x * factor + dx) * channels + channel] as number;
          }
          means[to] = sum / factor ** 2;
        }
      }
    }
  }
  return means;
}
