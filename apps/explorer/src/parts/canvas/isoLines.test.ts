import { describe, expect, it } from 'vitest';
import { isoLines } from './isoLines.ts';

describe('isoLines', () => {
  it('of a plane is straight, at the level', () => {
    const values = [0, 1, 2, 0, 1, 2]; // rises by one a column
    expect(isoLines({ columns: 3, rows: 2, values }, 1.5)).toEqual([1.5, 0, 1.5, 1]);
  });

  it('of x² + y² is a circle: every end at the same radius, the length 2πr', () => {
    const n = 81;
    const middle = (n - 1) / 2;
    const values = Array.from({ length: n * n }, (_, i) => ((i % n) - middle) ** 2 + (Math.floor(i / n) - middle) ** 2);
    const pieces = isoLines({ columns: n, rows: n, values }, 30 ** 2);
    let length = 0;
    for (let k = 0; k < pieces.length; k += 4) {
      const [x0, y0, x1, y1] = pieces.slice(k, k + 4) as [number, number, number, number];
      expect(Math.hypot(x0 - middle, y0 - middle)).toBeCloseTo(30, 1);
      length += Math.hypot(x1 - x0, y1 - y0);
    }
    expect(length).toBeCloseTo(2 * Math.PI * 30, 0);
  });

  it('joins a saddle by its middle', () => {
    // Two high corners, a low middle: each high corner is cut off.
    const low = isoLines({ columns: 2, rows: 2, values: [1, -2, -2, 1] }, 0);
    expect(low).toHaveLength(8);
    const sides = [0, 4].map((k) => {
      const [x0, y0, x1, y1] = low.slice(k, k + 4) as [number, number, number, number];
      return Math.hypot(x1 - x0, y1 - y0);
    });
    expect(Math.max(...sides)).toBeLessThan(0.5);
  });

  it('has nothing to say beyond the values', () => {
    expect(isoLines({ columns: 2, rows: 2, values: [0, 1, 2, 3] }, 9)).toEqual([]);
  });
});
