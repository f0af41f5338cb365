import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { describe, expect, it } from 'vitest';
import { affinities } from './affinities.ts';
import { quadtree } from './quadtree.ts';
import { repulsion } from './repulsion.ts';
import { gradient } from './tsne.ts';

const normal = (length: number, step: number) =>
  Float64Array.from(fillNormal(new Float32Array(length), { seed: 2, stream: streams.callers, step }));
const rows = 50;
const x = { values: normal(rows * 3, 0), rows, size: 3 };
const y = normal(rows * 2, 1);
const p = affinities(x, 5);

/** KL(P ‖ Q) over all pairs, Q by its definition. */
function divergence(points: Float64Array): number {
  const weight = (i: number, j: number) =>
    1 /
    (1 +
      ((points[2 * i] as number) - (points[2 * j] as number)) ** 2 +
      ((points[2 * i + 1] as number) - (points[2 * j + 1] as number)) ** 2);
  let z = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) if (i !== j) z += weight(i, j);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let at = p.starts[i] as number; at < (p.starts[i + 1] as number); at++) {
      const value = p.values[at] as number;
      sum += value * Math.log((value * z) / weight(i, p.columns[at] as number));
    }
  }
  return sum;
}

describe('affinities', () => {
  it('are symmetric and sum to 1', () => {
    expect(p.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    const dense = new Map<number, number>();
    for (let i = 0; i < rows; i++) {
      for (let at = p.starts[i] as number; at < (p.starts[i + 1] as number); at++) {
        dense.set(i * rows + (p.columns[at] as number), p.values[at] as number);
      }
    }
    for (const [key, value] of dense) expect(dense.get((key % rows) * rows + Math.floor(key / rows))).toBe(value);
  });
});

describe('gradient', () => {
  it('is that of KL(P ‖ Q) by finite differences, with every pair looked at', () => {
    const slope = new Float64Array(2 * rows);
    gradient(p, y, 1, slope, 0);
    for (const k of [0, 1, 17, 58, 99]) {
      const at = y[k] as number;
      const difference = divergence(y.with(k, at + 1e-5)) - divergence(y.with(k, at - 1e-5));
      expect(difference / 2e-5).toBeCloseTo(slope[k] as number, 8);
    }
  });
});

describe('repulsion', () => {
  it('by cells is within a few percent of that by pairs', () => {
    const [all, cells] = [new Float64Array(2 * rows), new Float64Array(2 * rows)];
    const tree = quadtree(y);
    const [z, approximate] = [repulsion(tree, y, 0, all), repulsion(tree, y, 0.5, cells)];
    expect(Math.abs(approximate / z - 1)).toBeLessThan(0.01);
    const norm = (values: Float64Array) => Math.hypot(...values);
    expect(norm(all.map((value, i) => value - (cells[i] as number))) / norm(all)).toBeLessThan(0.03);
  });

  it('counts points that lie on one another', () => {
    const points = Float64Array.of(1, 2, 1, 2, 1, 2, 5, 2);
    const forces = new Float64Array(8);
    // 3·2 pairs at distance 0, 2·3 at 4.
    expect(repulsion(quadtree(points), points, 0.5, forces)).toBeCloseTo(6 + 6 / 17, 12);
    expect(forces[6]).toBeCloseTo((3 * 4) / 17 ** 2, 12);
    expect(forces[0]).toBeCloseTo(-4 / 17 ** 2, 12);
  });
});
