/**
 * Numbers in [0, 1] as the bytes of an ImageData.
 *
 * @param values [pixels, channels]
 * @param into [pixels, 4], overwritten
 */
export function pixelsOf(values: ArrayLike<number>, channels: 1 | 3, into: Uint8ClampedArray): void {
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (let i = 0, k = 0; i < into.length; i += 4, k += channels) {
    into[i] = 255 * (values[k] as number);
    into[i + 1] = 255 * (values[k + green] as number);
    into[i + 2] = 255 * (values[k + blue] as number);
    into[i + 3] = 255;
  }
}
