import { expect, it } from 'vitest';
import { placeAt } from './placeAt.ts';

const box = { left: 10, top: 20, width: 100, height: 200 };
const extent = { x: [-1, 1], y: [0, 4] } as const;

it('has y upwards', () => {
  expect(placeAt({ clientX: 10, clientY: 20 }, box, extent)).toEqual([-1, 4]);
  expect(placeAt({ clientX: 60, clientY: 120 }, box, extent)).toEqual([0, 2]);
});

it('stays on the plane', () => {
  expect(placeAt({ clientX: 900, clientY: 900 }, box, extent)).toEqual([1, 0]);
});
