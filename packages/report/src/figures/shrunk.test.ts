import { describe, expect, it } from 'vitest';
import { gridOf } from './reconstructionsFigure.ts';
import { shrinkFactor, shrunk, shrunkSize } from './shrunk.ts';

describe('images of a figure', () => {
  it('shrink to means of squares of pixels, channels apart', () => {
    const size = { height: 2, width: 5, channels: 2 };
    // y0x0 … y0x4, then y1; the fifth column is cut.
    const first = [0, 100, 1, 101, 2, 102, 3, 103, 9, 999];
    const second = first.map((value) => value + 10);
    const values = shrunk([...first, ...second, ...first, ...first], size, 2);
    expect(shrunkSize(size, 2)).toEqual({ height: 1, width: 2, channels: 2 });
    expect([...values]).toEqual([5.5, 105.5, 7.5, 107.5, 0.5, 100.5, 2.5, 102.5]);
  });

  it('stay as they are by a factor of 1, which small ones have', () => {
    const size = { height: 28, width: 28, channels: 1 };
    expect(shrinkFactor(size, 200)).toBe(1);
    expect([...shrunk([1, 2, 3, 4], { height: 2, width: 2, channels: 1 }, 1)]).toEqual([1, 2, 3, 4]);
  });

  it('hold two million numbers together at most, and the title says how they were shrunk', () => {
    const size = { height: 512, width: 512, channels: 3 };
    const factor = shrinkFactor(size, 20);
    const { height, width } = shrunkSize(size, factor);
    expect([factor, 20 * height * width * 3 <= 2 ** 21]).toEqual([3, true]);
    const images = { values: new Float32Array(8 * 512 * 512), shape: [8, 512, 512] };
    const grid = gridOf('Faces', [512, 512], [{ images }, { images }]);
    expect([grid.title, grid.height, grid.rows[0]?.images.length]).toEqual([
      'Faces (at 1/2 of their size)',
      256,
      8 * 256 * 256,
    ]);
  });
});
