/** Numbers in [0, 1] as bytes; what lies beyond is cut. */
export function bytesOf(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(255 * Math.min(1, Math.max(0, values[i] as number)));
  return bytes;
}

/** One image of grey or colour with an alpha of 255 added: what `encodePng` takes. @param image [height, width, channels] in [0, 1] */
export function opaque(
  image: ArrayLike<number>,
  { height, width, channels }: { height: number; width: number; channels: number },
) {
  const bytes = bytesOf(image);
  const out = channels === 3 ? 4 : 2;
  const data = new Uint8Array(height * width * out).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let c = 0; c < out - 1; c++) data[pixel * out + c] = bytes[pixel * channels + c] as number;
  }
  return { height, width, channels: out as 2 | 4, data };
}
