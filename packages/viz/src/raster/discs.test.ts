import { expect, it } from 'vitest';
import { drawDiscs } from './discs.ts';

const palette = ['#ff0000', '#0000ff'];
const pixel = (data: Uint8Array, width: number, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

it('has the area of a disc with an edge one pixel soft: Σ α = ∫ min(1, r + ½ − d) dA = π (r² + 1/12)', () => {
  const centres = Float64Array.of(20.3, 19.8);
  for (const radius of [1, 2.5, 8]) {
    const { data } = drawDiscs({ centres, colors: Uint8Array.of(0), palette, radius, opacity: 1 }, 40, 40);
    let area = 0;
    for (let i = 3; i < data.length; i += 4) area += (data[i] as number) / 255;
    expect(area / (Math.PI * (radius ** 2 + 1 / 12))).toBeCloseTo(1, 1);
  }
});

it('lays a half-transparent blue over a half-transparent red: c = (0.25 red + 0.5 blue) / 0.75', () => {
  const centres = Float64Array.of(4.5, 4.5, 4.5, 4.5);
  const { data } = drawDiscs({ centres, colors: Uint8Array.of(0, 1), palette, radius: 2, opacity: 0.5 }, 9, 9);
  // 85, 0, 170, 191, the colours in steps of 255/31, the opacity in steps of 255/15
  expect(pixel(data, 9, 4, 4)).toEqual([82, 0, 173, 187]);
  expect(pixel(data, 9, 0, 0)).toEqual([0, 0, 0, 0]);
});

it('cuts discs at the border', () => {
  const centres = Float64Array.of(0, 0, 5, 5, -50, 3);
  const { data } = drawDiscs({ centres, colors: Uint8Array.of(0, 1, 0), palette, radius: 3, opacity: 1 }, 5, 5);
  expect(pixel(data, 5, 0, 0)).toEqual([255, 0, 0, 255]);
  expect(pixel(data, 5, 4, 4)).toEqual([0, 0, 255, 255]);
});
