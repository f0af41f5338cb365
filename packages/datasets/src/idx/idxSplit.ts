import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Split } from '../dataset.ts';
import { parseIdx } from './parseIdx.ts';

/** A file's bytes, unpacked, and what errors call it. */
export interface NamedBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Images and their labels from two IDX files' bytes.
 *
 * Grey images [rows, height, width] get a channel: y is [rows, height, width, 1]; other shapes of rows stay. Bytes are pixels of scale 1/255;
 * int32 and float32 have scale 1.
 *
 * @returns y [rows, …row], label [rows]
 * @throws `FILE_FORMAT` with file and byte offset: what `parseIdx` throws, images and labels mixed up, counts that differ
 * @example
 * const split = idxSplit({ images: { file: 'images', bytes: images }, labels: { file: 'labels', bytes: labels } });
 */
export function idxSplit({ images, labels }: { images: NamedBytes; labels?: NamedBytes }): Split {
  const y = pixels(images);
  if (!labels) return { y };
  const label = parseIdx(labels.bytes, labels);
  if (label.shape.length !== 1 || label.values instanceof Float32Array) {
    throw mixedUp(labels, 'labels (magic 2049: uint8, 1 dimension)');
  }
  if (label.shape[0] !== y.shape[0]) {
    throw expected({
      where: `${labels.file}, byte 4`,
      expected: `${y.shape[0]} labels, one for each image of ${images.file}`,
      received: `${label.shape[0]}`,
      todo: 'Give the labels that belong to these images.',
      code: 'FILE_FORMAT',
    });
  }
  return { y, label };
}

function pixels(images: NamedBytes): Table {
  const { values, shape } = parseIdx(images.bytes, images);
  if (shape.length === 1) throw mixedUp(images, 'images (magic 2051: uint8, 3 dimensions)');
  return {
    values,
    shape: shape.length === 3 ? [...shape, 1] : shape,
    scale: values instanceof Uint8Array ? 1 / 255 : 1,
  };
}

const known: Readonly<Record<number, string>> = { 2049: 'labels (magic 2049)', 2051: 'images (magic 2051)' };

function mixedUp({ file, bytes }: NamedBytes, wanted: string) {
  const magic = (bytes[2] as number) * 256 + (bytes[3] as number);
  return expected({
    where: `${file}, byte 0`,
    expected: wanted,
    received: known[magic] ?? `magic ${magic}`,
    todo: 'Check whether the files of images and labels are swapped.',
    code: 'FILE_FORMAT',
  });
}
