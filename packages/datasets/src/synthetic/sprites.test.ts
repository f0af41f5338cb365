import { describe, expect, it } from 'vitest';
import { subset } from '../rows/subset.ts';
import { shapes, signedDistance } from './signedDistance.ts';
import { sprites } from './sprites.ts';

const size = 32 * 32;

describe('sprites', () => {
  const data = sprites({ rows: 3000, testRows: 20 });
  const { y, label, factors } = data.train;
  const factor = (row: number, j: number) => factors?.values[5 * row + j] as number;
  const image = (row: number) => y.values.subarray(row * size, (row + 1) * size);

  it('is as it says', () => {
    expect([y.shape, y.scale, label?.shape, factors?.shape]).toEqual([[3000, 32, 32, 1], 1 / 255, [3000], [3000, 5]]);
    expect([data.classes, data.factors]).toEqual([
      ['square', 'ellipse', 'triangle'],
      ['shape', 'size', 'angle', 'x', 'y'],
    ]);
    expect(sprites.about.rows.train).toBe(10_000);
  });

  it('draws every level of every factor, the shape being the label', () => {
    for (const [j, levels] of [3, 6, 12, 16, 16].entries()) {
      const seen = new Set(Array.from({ length: 3000 }, (_, row) => factor(row, j)));
      expect([...seen].sort((a, b) => a - b)).toEqual([...Array(levels).keys()]);
    }
    expect(Array.from(label?.values ?? [])).toEqual(Array.from({ length: 3000 }, (_, row) => factor(row, 0)));
  });

  it('has its centre of mass and its area where the factors say', () => {
    for (let row = 0; row < 300; row++) {
      let [mass, mx, my] = [0, 0, 0];
      image(row).forEach((pixel, i) => {
        mass += pixel / 255;
        mx += (pixel / 255) * ((i % 32) + 0.5);
        my += (pixel / 255) * (Math.floor(i / 32) + 0.5);
      });
      const half = 3 + 0.6 * factor(row, 1);
      const area = [4 * half ** 2, 0.6 * Math.PI * half ** 2, (3 * Math.sqrt(3) * half ** 2) / 4];
      expect(Math.abs(mx / mass - (10 + (12 / 15) * factor(row, 3)))).toBeLessThan(0.15);
      expect(Math.abs(my / mass - (10 + (12 / 15) * factor(row, 4)))).toBeLessThan(0.15);
      expect(Math.abs(mass / (area[factor(row, 0)] as number) - 1)).toBeLessThan(0.12);
    }
  });

  it('shows the whole of every shape: nothing on the border', () => {
    for (let row = 0; row < 3000; row++) {
      const pixels = image(row);
      for (let i = 0; i < 32; i++) expect((pixels[i] as number) + (pixels[size - 1 - i] as number)).toBe(0);
    }
  });

  it('is a function of its seed, each row of its position; subsets keep the factors', () => {
    expect(sprites({ rows: 20, testRows: 5, seed: 2 })).toEqual(sprites({ rows: 20, testRows: 5, seed: 2 }));
    expect(sprites({ rows: 20, testRows: 1 }).train.y.values).toEqual(y.values.slice(0, 20 * size));
    expect(sprites({ rows: 20, testRows: 1 }).train.y.values).not.toEqual(data.test.y.values);
    expect(subset(data.train, [7]).factors?.values).toEqual(factors?.values.slice(35, 40));
  });

  it('refuses no rows', () => {
    expect(() => sprites({ rows: 0 })).toThrow('sprites, rows: expected a whole number from 1 to 2147483647');
  });
});

describe('signedDistance', () => {
  it.each(shapes)('of a %s is 0 on its edge, grows by 1 a pixel outwards, is negative at the centre', (shape) => {
    const [x, y] = { square: [2, 0], ellipse: [2, 0], triangle: [0, 1] }[shape] as [number, number];
    expect(signedDistance(shape, x, y, 2)).toBeCloseTo(0, 12);
    const outwards = 1 + 1e-4 / Math.hypot(x, y);
    expect(signedDistance(shape, x * outwards, y * outwards, 2) / 1e-4).toBeCloseTo(1, 3);
    expect(signedDistance(shape, 0, 0, 2)).toBeLessThan(0);
  });
});
