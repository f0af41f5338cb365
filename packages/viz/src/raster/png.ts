import { zlibSync } from 'fflate';

/** An image in bytes, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** grey and alpha, or red, green, blue and alpha */
  readonly channels: 2 | 4;
  /** [height, width, channels] */
  readonly data: Uint8Array;
}

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const colorType = { 2: 4, 4: 6 };

/**
 * An image as a PNG file (W3C PNG, third edition): eight bits per channel, unfiltered, deflated by fflate, so that Node and browsers write
 * the same bytes.
 *
 * @param pixels grey and alpha or red, green, blue and alpha, row by row
 * @example
 * encodePng({ width: 2, height: 1, channels: 2, data: Uint8Array.of(0, 255, 128, 255) });
 */
export function encodePng({ width, height, channels, data }: Pixels): Uint8Array {
  const stride = width * channels;
  const scanlines = new Uint8Array(height * (stride + 1)); // a filter byte of 0 before every row
  for (let row = 0; row < height; row++) {
    scanlines.set(data.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([8, colorType[channels]], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(scanlines, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(chunks.reduce((size, { length }) => size + length, signature.length));
  file.set(signature);
  let at = signature.length;
  for (const each of chunks) {
    file.set(each, at);
    at += each.length;
  }
  return file;
}

/** Length, name, data, checksum of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    Array.from(name, (letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** CRC-32 of ISO 3309, as PNG prescribes: the reversed polynomial 0xedb88320. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const crcTable = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});
