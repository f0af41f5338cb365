import { expect, it } from 'vitest';
import { stampDiscs } from './stampDiscs.ts';

const image = (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height), width, height });
const area = ({ data }: { data: Uint8ClampedArray }) =>
  data.reduce((sum, value, i) => sum + (i % 4 === 3 ? value / 255 : 0), 0);

it('covers π r² pixels in its colour, wherever in a pixel it lies', () => {
  for (const x of [10, 10.3, 10.99]) {
    const into = image(24, 24);
    stampDiscs(into, Float32Array.of(x, 12.5), () => ({ rgb: [10, 20, 30], radius: 6, opacity: 1 }));
    expect(area(into) / (Math.PI * 36)).toBeCloseTo(1, 1);
    expect([...into.data.subarray(4 * (12 * 24 + 10), 4 * (12 * 24 + 11))]).toEqual([10, 20, 30, 255]);
  }
});

it('lays one over the other: half of the second, a quarter of the first shows', () => {
  const into = image(9, 9);
  const discs = [255, 0].map((red) => ({ rgb: [red, 0, 0] as const, radius: 3, opacity: 0.5 }));
  stampDiscs(into, Float32Array.of(4.5, 4.5, 4.5, 4.5), (i) => discs[i] as (typeof discs)[0]);
  const [red, , , alpha] = into.data.subarray(4 * (4 * 9 + 4));
  expect(alpha).toBeCloseTo(0.75 * 255, -1);
  expect(red).toBeCloseTo(255 / 3, -1);
});

it('leaves out what is outside or has no place, and cuts what reaches over the edge', () => {
  const into = image(8, 8);
  const disc = { rgb: [0, 0, 0] as const, radius: 2, opacity: 1 };
  stampDiscs(into, Float32Array.of(-9, 4, 4, 90, Number.NaN, 4), () => disc);
  expect(area(into)).toBe(0);
  stampDiscs(into, Float32Array.of(0, 0), () => disc);
  expect(area(into) / Math.PI).toBeCloseTo(1, 0);
});
