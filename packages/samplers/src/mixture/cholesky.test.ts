import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { describe, expect, it } from 'vitest';
import { cholesky, type Root } from './cholesky.ts';

const noise = (count: number, step: number) =>
  fillNormal(new Float32Array(count), { seed: 3, stream: streams.callers, step });

/** A Aᵀ of numbers at random, A [size, rank], its dimensions scaled. */
function covariance(size: number, rank: number, scale: (j: number) => number = () => 1): Float64Array {
  const a = noise(size * rank, size + rank);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += (a[i * rank + k] as number) * (a[j * rank + k] as number);
    return sum * scale(i) * scale(j);
  });
}

/** The largest |L Lᵀ − Σ|ᵢⱼ / √(Σᵢᵢ Σⱼⱼ), and |L Lᵀ − Σ|ᵢⱼ where the scale is 0. */
function error({ values }: Root, sigma: Float64Array, size: number): number {
  let most = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (values[i * size + k] as number) * (values[j * size + k] as number);
      const scale = Math.sqrt((sigma[i * size + i] as number) * (sigma[j * size + j] as number));
      most = Math.max(most, Math.abs(sum - (sigma[i * size + j] as number)) / (scale || 1));
    }
  }
  return most;
}

describe('cholesky', () => {
  it('gives a lower triangular L with L Lᵀ = Σ where Σ has full rank', () => {
    expect([...cholesky(Float64Array.of(4, 2, 2, 5), 2).values]).toEqual([2, 0, 1, 2]);
    const sigma = covariance(30, 40);
    const root = cholesky(sigma, 30);
    expect(root.rank).toBe(30);
    expect(error(root, sigma, 30)).toBeLessThan(1e-13);
    expect(root.values.every((value, at) => value === 0 || at % 30 <= Math.floor(at / 30))).toBe(true);
  });

  it.each([1, 2, 7, 29])('finds rank %i of 30 dimensions, and L Lᵀ = Σ', (rank) => {
    const sigma = covariance(30, rank);
    const root = cholesky(sigma, 30);
    expect(root.rank).toBe(rank);
    expect(error(root, sigma, 30)).toBeLessThan(1e-13);
  });

  it('keeps dimensions of any scale: what varies little is not taken for constant', () => {
    const scale = (j: number) => 10 ** (j - 10);
    for (const [rank, wanted] of [
      [25, 20],
      [6, 6],
    ] as const) {
      const sigma = covariance(20, rank, scale);
      const root = cholesky(sigma, 20);
      expect(root.rank).toBe(wanted);
      expect(error(root, sigma, 20)).toBeLessThan(1e-13);
    }
  });

  it('leaves dead dimensions at 0, and others as they are', () => {
    const dead = new Set([0, 3, 9]);
    const sigma = covariance(10, 20, (j) => (dead.has(j) ? 0 : 1));
    const root = cholesky(sigma, 10);
    expect(root.rank).toBe(7);
    expect(error(root, sigma, 10)).toBeLessThan(1e-13);
    expect(cholesky(new Float64Array(9), 3)).toEqual({ values: new Float64Array(9), rank: 0 });
  });
});
