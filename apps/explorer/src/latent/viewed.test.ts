import { expect, it } from 'vitest';
import { panned, zoomed } from './viewed.ts';

const home = { x: [-4, 4], y: [-2, 2] } as const;

it('zooms about a point, which stays where it is', () => {
  const seen = zoomed(home, 0.5, [2, 1], home);
  expect(seen).toEqual({ x: [-1, 3], y: [-0.5, 1.5] });
  // Its share of the width and of the height is as before.
  expect([(2 - -1) / 4, (1 - -0.5) / 2]).toEqual([(2 - -4) / 8, (1 - -2) / 4]);
  expect(zoomed(seen, 2, [2, 1], home)).toEqual(home);
});

it('goes no further than twice the whole and a two-hundredth of it', () => {
  expect(zoomed(home, 100, [0, 0], home).x).toEqual([-8, 8]);
  expect(zoomed(home, 1e-9, [0, 0], home).x).toEqual([-0.02, 0.02]);
});

it('moves, and keeps its middle within the whole', () => {
  const seen = { x: [-1, 1], y: [-1, 1] } as const;
  expect(panned(seen, [2, -1], home)).toEqual({ x: [1, 3], y: [-2, 0] });
  expect(panned(seen, [99, 0], home).x).toEqual([3, 5]);
});
