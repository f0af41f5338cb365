// What the examples in this package's doc comments take for granted.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type RowSource, table } from '@latentkit/core';
import sharp from 'sharp';
import type { Split } from '../src/index.ts';

/** 6000 rows of two pixels, their classes 0 to 9 in turn. */
export const train = {
  y: table(new Uint8Array(12_000), [6000, 2], 1 / 255),
  label: table(
    Uint8Array.from({ length: 6000 }, (_, row) => row % 10),
    [6000],
  ),
} satisfies Split;
/** Five rows that are read when they are wanted. */
export const source: RowSource = {
  shape: [5, 2],
  scale: 1,
  read: async (rows) => table(Float32Array.from({ length: 2 * rows.length }), [rows.length, 2]),
};
export const whole: Split = { y: train.y, label: train.label };

/** IDX files: two images of 1 × 2 pixels, and their labels 5 and 0. */
export const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 255, 0);
export const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 0);
for (const part of ['train', 't10k']) {
  writeFileSync(`${part}-images-idx3-ubyte.gz`, gzipSync(images));
  writeFileSync(`${part}-labels-idx1-ubyte.gz`, gzipSync(labels));
}

/** A .npy file of two rows of three bytes, and the same under the names of the examples. */
const head = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n";
export const npy = new Uint8Array([
  0x93,
  ...Buffer.from(`NUMPY\x01\x00${String.fromCharCode(head.length)}\x00${head}`, 'latin1'),
  1,
  2,
  3,
  4,
  5,
  6,
]);
writeFileSync('points.npy', npy);
writeFileSync('iris.csv', 'length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n6.3,3.3,virginica\n');
const testdata = (name: string) => fileURLToPath(new URL(`../testdata/${name}`, import.meta.url));
copyFileSync(testdata('keras.npz'), 'digits.npz');
copyFileSync(testdata('counts.parquet'), 'measured.parquet');
for (const [kind, background] of [
  ['cats', '#fff'],
  ['dogs', '#000'],
] as const) {
  mkdirSync(`pictures/${kind}`, { recursive: true });
  await sharp({ create: { width: 9, height: 8, channels: 3, background } }).toFile(`pictures/${kind}/1.png`);
}
