import { describe, expect, it } from 'vitest';
import { levelRings, openLine, type Ring } from './levelRings.ts';

const size = { columns: 5, rows: 4 };
/** f(column, row) on the grid. */
const grid = (f: (column: number, row: number) => number) =>
  Array.from({ length: 20 }, (_, i) => f(i % 5, Math.floor(i / 5)));
const box = { left: 0, right: 4, bottom: 0, top: 3 };

describe('levelRings', () => {
  it('lies where a linear surface has the level, exactly', () => {
    const [[ring = []] = []] = levelRings(
      grid((column) => column),
      size,
      [1.25],
    );
    const inner = openLine(ring, box).flat();
    expect(inner.length).toBeGreaterThan(3);
    for (const [x] of inner) expect(x).toBeCloseTo(1.25, 12);
    for (const [x, y] of ring) expect(x >= 1.25 - 1e-12 && x <= 4 && y >= 0 && y <= 3).toBe(true);
  });

  it('has a ring around a hill, and one around a hole in it', () => {
    const hill = grid((column, row) => (column === 2 && row === 1 ? 1 : 0));
    const [[ring = [], ...more] = []] = levelRings(hill, size, [0.5]);
    expect(more).toEqual([]);
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(openLine(ring, box)).toEqual([ring]);
    const [rings] = levelRings(
      hill.map((value) => -value),
      size,
      [-0.5],
    );
    expect(rings).toHaveLength(2);
  });

  it('is the edge of the grid where all is above, and nothing where all is below', () => {
    const [whole = [], none] = levelRings(
      grid(() => 7),
      size,
      [5, 9],
    );
    expect(whole).toHaveLength(1);
    expect(openLine(whole[0] as Ring, box)).toEqual([]);
    expect(none).toEqual([]);
  });
});
