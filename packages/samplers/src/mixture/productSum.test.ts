import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { expect, it } from 'vitest';
import { productSum } from './productSum.ts';

it.each([
  [1, 3],
  [3, 300],
  [4, 256],
  [9, 513],
])('is Σ w x xᵀ, %i dimensions and %i vectors, to the last bit of the sum in their order', (size, rows) => {
  const values = Float64Array.from(
    fillNormal(new Float32Array(rows * size), { seed: 1, stream: streams.callers, step: 0 }),
  );
  const mean = Float64Array.from({ length: size }, (_, j) => j / 3);
  const sum = productSum(size);
  const wanted = new Float64Array(size * size);
  for (let i = 0; i < rows; i++) {
    sum.add(values, i * size, mean, 1 / (i + 1));
    const x = mean.map((at, j) => (values[i * size + j] as number) - at);
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const at = a * size + b;
        wanted[at] = (wanted[at] as number) + (1 / (i + 1)) * (x[a] as number) * (x[b] as number);
      }
    }
  }
  const found = new Float64Array(size * size);
  sum.into(found);
  expect(found).toEqual(wanted);
});
