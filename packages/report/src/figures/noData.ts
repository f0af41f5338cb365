import { permutation, streams, type Table, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';

/** What is not data, as many rows by kind: the numbers of the data without their relations, and uniform noise. */
export function noData(y: Table, seed: number): Readonly<Record<string, Table>> {
  return y.shape.length > 2
    ? { 'data, pixels shuffled': pixelsShuffled(y, seed), noise: noise(y, seed) }
    : { 'data, each column shuffled': columnsShuffled(y, seed), noise: noise(y, seed) };
}

/** Uniform numbers of the data's range. */
function noise({ values, shape, scale }: Table, seed: number): Table {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const uniform = fillUniform(new Float32Array(values.length), { seed, stream: streams.callers, step: 0 });
  uniform.forEach((u, i) => {
    uniform[i] = scale * (low + (high - low) * u);
  });
  return table(uniform, shape);
}

/** The pixels of each image in one other order: each has the same numbers, and no shape. */
function pixelsShuffled({ values, shape, scale }: Table, seed: number): Table {
  const size = values.length / (shape[0] as number);
  const order = permutation(size, { seed, stream: streams.callers, step: 1 });
  const moved = values.slice();
  for (let start = 0; start < moved.length; start += size) {
    for (let i = 0; i < size; i++) moved[start + i] = values[start + (order[i] as number)] as number;
  }
  return table(moved, shape, scale);
}

/** Each column in an order of its own: the same numbers in each, and no relation between them. */
function columnsShuffled({ values, shape, scale }: Table, seed: number): Table {
  const rows = shape[0] as number;
  const size = values.length / rows;
  const moved = values.slice();
  for (let column = 0; column < size; column++) {
    const order = permutation(rows, { seed, stream: streams.callers, step: 1 + column });
    for (let row = 0; row < rows; row++)
      moved[row * size + column] = values[(order[row] as number) * size + column] as number;
  }
  return table(moved, shape, scale);
}
