import { describe, expect, it } from 'vitest';
import { idxSplit } from './idxSplit.ts';

const images = {
  file: 'images.idx',
  bytes: new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 255]),
};
const labels = { file: 'labels.idx', bytes: new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 3]) };

describe('idxSplit', () => {
  it('gives grey images a channel, keeps bytes with scale 1/255, and leaves labels as they are', () => {
    expect(idxSplit({ images, labels })).toEqual({
      y: { values: new Uint8Array([0, 51, 102, 255]), shape: [2, 1, 2, 1], scale: 1 / 255 },
      label: { values: new Uint8Array([7, 3]), shape: [2], scale: 1 },
    });
  });

  it('does without labels', () => {
    expect(Object.keys(idxSplit({ images }))).toEqual(['y']);
  });

  it('keeps rows of other shapes, and the numbers of a float file unscaled', () => {
    const bytes = new Uint8Array([0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0]);
    expect(idxSplit({ images: { file: 'points.idx', bytes } }).y).toEqual({
      values: new Float32Array([1]),
      shape: [1, 1],
      scale: 1,
    });
  });

  it('tells images from labels by their magic numbers', () => {
    expect(() => idxSplit({ images, labels: images })).toThrow(
      'images.idx, byte 0: expected labels (magic 2049: uint8, 1 dimension), received images (magic 2051). Check whether the files of images and labels are swapped.',
    );
    expect(() => idxSplit({ images: labels, labels })).toThrow(
      'labels.idx, byte 0: expected images (magic 2051: uint8, 3 dimensions), received labels (magic 2049). Check whether the files of images and labels are swapped.',
    );
    const real = { file: 'real.idx', bytes: new Uint8Array([0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0]) };
    expect(() => idxSplit({ images, labels: real })).toThrow(
      'real.idx, byte 0: expected labels (magic 2049: uint8, 1 dimension), received magic 3329. Check whether the files of images and labels are swapped.',
    );
  });

  it('wants a label for each image', () => {
    const one = { file: 'one.idx', bytes: new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 7]) };
    expect(() => idxSplit({ images, labels: one })).toThrow(
      'one.idx, byte 4: expected 2 labels, one for each image of images.idx, received 1. Give the labels that belong to these images.',
    );
  });
});
