import { describe, expect, it } from 'vitest';
import { heatColor, isLight, signedColor } from './colorScale.ts';

/** #rrggbb as linear light (IEC 61966-2-1). */
const light = (color: string) =>
  [1, 3, 5]
    .map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
const luminance = (color: string) => {
  const [r, g, b] = light(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** CIE L*, which is made for perceived lightness, and is not what the scale was made in. */
const lightness = (color: string) => 116 * Math.cbrt(luminance(color)) - 16;
/** Oklab of linear light (Ottosson 2020). */
const oklab = (color: string) => {
  const [r, g, b] = light(color);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};
const distance = (a: string, b: string) => Math.hypot(...oklab(a).map((value, i) => value - (oklab(b)[i] as number)));
const places = Array.from({ length: 17 }, (_, i) => i / 16);

describe('the heat scale', () => {
  it('has equal steps: no band of an energy seems wider than another', () => {
    const steps = places.slice(1).map((t, i) => distance(heatColor(t), heatColor(places[i] as number)));
    const mean = steps.reduce((a, b) => a + b) / steps.length;
    for (const step of steps) expect(Math.abs(step / mean - 1)).toBeLessThan(0.06);
  });

  it('gets darker all the way, so that it can be read without colours too', () => {
    const falls = places.slice(1).map((t, i) => lightness(heatColor(places[i] as number)) - lightness(heatColor(t)));
    expect(Math.min(...falls)).toBeGreaterThan(3);
    expect([heatColor(0), heatColor(1)]).toEqual(['#fcf7b4', '#251238']);
    expect(heatColor(-1) + heatColor(2)).toBe(heatColor(0) + heatColor(1));
  });

  it('of a part is the part', () => {
    expect(heatColor(0.5, [0.4, 0.8])).toBe(heatColor(0.6));
    expect(heatColor(0, [1, 0])).toBe(heatColor(1));
  });
});

it('the signed scale is as dark at either end, and lightest at zero', () => {
  expect(lightness(signedColor(0))).toBeCloseTo(lightness(signedColor(1)), -1);
  expect(Math.max(...places.map((t) => lightness(signedColor(t))))).toBe(lightness(signedColor(0.5)));
});

it('ink is chosen for 4.5 : 1 wherever it stands', () => {
  for (const color of places.flatMap((t) => [heatColor(t), signedColor(t)])) {
    const ink = luminance(isLight(color) ? '#000000' : '#ffffff');
    const [low, high] = [ink, luminance(color)].sort((a, b) => a - b) as [number, number];
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThan(4.5);
  }
});
