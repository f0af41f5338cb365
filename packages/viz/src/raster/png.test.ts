import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { encodePng } from './png.ts';

it.each([
  [1, 1, 2],
  [3, 2, 2],
  [5, 7, 4],
  [300, 200, 4],
] as const)(
  'a decoder of another make reads back every byte: %i × %i pixels, %i channels',
  (width, height, channels) => {
    const data = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 2654435761) >>> 13);
    const decoded = decode(encodePng({ width, height, channels, data }), { checkCrc: true });
    expect(decoded).toMatchObject({ width, height, channels, depth: 8 });
    expect(Buffer.compare(Uint8Array.from(decoded.data), data)).toBe(0);
  },
);
