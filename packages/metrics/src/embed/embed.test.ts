import { type HostArray, streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { describe, expect, it } from 'vitest';
import { nearestNeighbors } from '../classification/nearestNeighbors.ts';
import { pca } from './pca.ts';
import { tsne } from './tsne/tsne.ts';
import { umap } from './umap.ts';

const [rows, size, groups] = [120, 6, 4];
const labels = Int32Array.from({ length: rows }, (_, i) => i % groups);
const noise = fillNormal(new Float32Array(rows * size), { seed: 9, stream: streams.callers, step: 0 });
/** Four groups along four axes. */
const codes = {
  values: noise.map((z, at) => z + (at % size === (labels[Math.floor(at / size)] as number) ? 9 : 0)),
  shape: [rows, size],
};

describe.each([
  ['tsne', (seed: number): HostArray => tsne(codes, { seed, perplexity: 10 })],
  ['umap', (seed: number): HostArray => umap(codes, { seed })],
])('%s', (_, embed) => {
  it('keeps groups together, and is the same for a seed', () => {
    const plane = embed(1);
    expect(plane.shape).toEqual([rows, 2]);
    const part = { codes: plane, labels };
    expect(nearestNeighbors({ train: part, test: part, neighbors: 6 }).accuracy).toBe(1);
    expect(embed(1)).toEqual(plane);
    expect(embed(2)).not.toEqual(plane);
  });
});

it('tsne parts equal vectors, and takes vectors of one number', () => {
  const equal = tsne({ values: new Float32Array(20), shape: [20, 1] }, { perplexity: 4 });
  expect(equal.values.every(Number.isFinite)).toBe(true);
  expect(new Set(equal.values).size).toBeGreaterThan(30);
});

it('pca is the plane of the first two components', () => {
  const { values, shape } = pca({ values: [1, 0, 0, 4, 0, 0, 7, 0, 0], shape: [3, 3] });
  expect(shape).toEqual([3, 2]);
  expect([...values].map(Math.abs)).toEqual([3, 0, 0, 0, 3, 0]);
});

it('each refuses what it cannot do', () => {
  expect(() => tsne(codes, { perplexity: 40 })).toThrow(
    'tsne: expected perplexity from 1 to below a third of the 120 vectors, received 40. Choose a smaller one, or pass more vectors.',
  );
  expect(() => umap(codes, { neighbors: 120 })).toThrow(
    'umap: expected neighbors to be a whole number from 2 to 119, one less than the vectors, received 120. Ask for fewer, or pass more vectors.',
  );
  expect(() => tsne({ values: [Number.NaN], shape: [1, 1] })).toThrow(
    'tsne: expected finite numbers, received NaN in row 0',
  );
});
