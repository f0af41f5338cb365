import { describe, expect, it } from 'vitest';
import { movement } from './jacobian.ts';

describe('movement', () => {
  it('is that of a diagonal Jacobian', () => {
    expect(movement(9, 0, 1)).toEqual({ direction: [1, 0], along: 3, across: 1 });
    const { direction, along } = movement(1, 0, 16);
    expect(Math.abs(direction[1])).toBeCloseTo(1);
    expect(along).toBe(4);
  });

  it('keeps the norm and the determinant of J = [[1, 2], [3, 4]]', () => {
    const { along, across, direction } = movement(10, 14, 20);
    expect(along ** 2 + across ** 2).toBeCloseTo(30);
    expect(along * across).toBeCloseTo(2);
    const [x, y] = direction;
    expect(Math.hypot(x + 2 * y, 3 * x + 4 * y)).toBeCloseTo(along);
  });
});
