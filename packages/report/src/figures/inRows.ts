import type { HostArray } from '@latentkit/core';

const imagesPerRow = 10;

/** Images in rows, of ten unless told otherwise, for a grid; the last row is filled up with black ones. */
export function inRows({ values, shape }: HostArray, perRow = imagesPerRow): { images: HostArray }[] {
  const [count, ...one] = shape as [number, ...number[]];
  const across = Math.min(count, perRow);
  const size = values.length / count;
  return Array.from({ length: Math.ceil(count / across) }, (_, row) => {
    const padded = new Float32Array(across * size);
    padded.set(values.subarray(row * across * size, (row + 1) * across * size));
    return { images: { values: padded, shape: [across, ...one] } };
  });
}
