import { describe, expect, it } from 'vitest';
import { onDark, onLight } from './palette.ts';
import { themeNamed } from './theme.ts';

type Vector = readonly number[];
const times = (matrix: readonly Vector[], vector: Vector) =>
  matrix.map((row) => row.reduce((sum, entry, i) => sum + entry * (vector[i] as number), 0));

/** Linear light of #rrggbb (IEC 61966-2-1). */
const linear = (color: string) =>
  [1, 3, 5]
    .map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));

/** What is seen with no cones of a kind: Machado, Oliveira and Fernandes 2009, table 1, severity 1, on linear light. */
const vision: Record<string, readonly Vector[]> = {
  trichromacy: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The least distance of two colours: what a trichromat sees must be told apart at a glance, also in small dots. */
const apart = { trichromacy: 0.17, protanopia: 0.1, deuteranopia: 0.1, tritanopia: 0.08 };

/** Oklab (Ottosson 2020): Euclidean distances in it are perceived differences; black and white are 1 apart. */
const oklab = (rgb: Vector) => {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms.map(Math.cbrt),
  );
};

const distance = (a: Vector, b: Vector) => Math.hypot(...a.map((value, i) => value - (b[i] as number)));
const luminance = (color: string) => times([[0.2126, 0.7152, 0.0722]], linear(color))[0] as number;
/** Contrast ratio of WCAG 2. */
const contrast = (a: string, b: string) =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

describe.each([
  ['light', onLight],
  ['dark', onDark],
] as const)('the ten colours on %s', (theme, palette) => {
  it.each(Object.entries(apart))('are all apart under %s: by %d in Oklab', (kind, least) => {
    const seen = palette.map((color) =>
      oklab(times(vision[kind] as readonly Vector[], linear(color)).map((value) => Math.min(1, Math.max(0, value)))),
    );
    const distances = seen.flatMap((a, i) => seen.slice(0, i).map((b) => distance(a, b)));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(least);
  });

  it('leave text readable: 4.5 : 1', () => {
    const { background, text, muted } = themeNamed(theme, 'test');
    expect(contrast(text, background)).toBeGreaterThan(4.5);
    expect(contrast(muted, background)).toBeGreaterThan(4.5);
  });
});

it.each([
  ['light', onLight],
  ['dark', onDark],
] as const)('all have 3 : 1 with the %s background', (theme, palette) => {
  const { background } = themeNamed(theme, 'test');
  expect(Math.min(...palette.map((color) => contrast(color, background)))).toBeGreaterThanOrEqual(3);
});
