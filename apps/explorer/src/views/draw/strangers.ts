import { permutation, streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';

/**
 * Uniform numbers of the range of the data.
 *
 * @param images numbers of any shape
 * @returns as many
 */
export function noiseLike(images: Float32Array, seed: number): Float32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of images) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const uniform = fillUniform(new Float32Array(images.length), { seed, stream: streams.callers, step: 0 });
  return uniform.map((u) => low + (high - low) * u);
}

/**
 * The pixels of each example in one other order: each has the same numbers, and no shape.
 *
 * @param images [examples, size]
 */
export function shuffledPixels(images: Float32Array, size: number, seed: number): Float32Array {
  const order = permutation(size, { seed, stream: streams.callers, step: 1 });
  return images.map((_, i) => images[i - (i % size) + (order[i % size] as number)] as number);
}

/**
 * Each column of a table in an order of its own: the same numbers in each, and no relation between them.
 *
 * @param rows [examples, size]
 */
export function shuffledColumns(rows: Float32Array, size: number, seed: number): Float32Array {
  const count = rows.length / size;
  const orders = Array.from({ length: size }, (_, i) =>
    permutation(count, { seed, stream: streams.callers, step: 1 + i }),
  );
  return rows.map((_, i) => rows[(orders[i % size]?.[Math.floor(i / size)] as number) * size + (i % size)] as number);
}
