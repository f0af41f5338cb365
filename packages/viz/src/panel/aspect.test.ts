import { expect, it } from 'vitest';
import { equalExtent, equalHeight } from './aspect.ts';

const interval = (low: number, high: number) => ({ low, high, whole: false });

it('makes a plot as high as its numbers ask for, within limits', () => {
  expect(equalHeight({ x: interval(0, 4), y: interval(0, 2) }, 400)).toBe(200);
  expect(equalHeight({ x: interval(0, 4), y: interval(0, 400) }, 400)).toBe(520);
  expect(equalHeight({ x: interval(0, 4), y: interval(1, 1) }, 400)).toBe(160);
  expect(equalHeight({ x: interval(2, 2), y: interval(1, 1) }, 400)).toBe(400);
});

it('shows more of the plane where one unit would be longer on one axis', () => {
  const shown = equalExtent({ x: interval(0, 4), y: interval(0, 1) }, 0, { width: 400, height: 200 });
  expect(shown.x).toMatchObject({ low: 0, high: 4 });
  expect(shown.y).toMatchObject({ low: -0.5, high: 1.5 });
  const point = equalExtent({ x: interval(3, 3), y: interval(1, 1) }, 0.1, { width: 300, height: 200 });
  expect((point.x.high - point.x.low) / 300).toBeCloseTo((point.y.high - point.y.low) / 200, 12);
  expect((point.x.low + point.x.high) / 2).toBe(3);
});
