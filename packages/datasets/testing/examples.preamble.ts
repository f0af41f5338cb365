// What the examples in this package's doc comments take for granted.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { table } from '@latentkit/core';
import type { Split } from '../src/index.ts';

/** 6000 rows of two pixels, their classes 0 to 9 in turn. */
export const train = {
  y: table(new Uint8Array(12_000), [6000, 2], 1 / 255),
  label: table(
    Uint8Array.from({ length: 6000 }, (_, row) => row % 10),
    [6000],
  ),
} satisfies Split;
export const whole: Split = { y: train.y, label: train.label };

/** IDX files: two images of 1 × 2 pixels, and their labels 5 and 0. */
export const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 255, 0);
export const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 0);
for (const part of ['train', 't10k']) {
  writeFileSync(`${part}-images-idx3-ubyte.gz`, gzipSync(images));
  writeFileSync(`${part}-labels-idx1-ubyte.gz`, gzipSync(labels));
}
