import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type VectorField, vectorField } from './vectorField.ts';

const axes = { title: 'Denoising', x: { label: 'y₁' }, y: { label: 'y₂' } };
const field = { label: 'size', points: [0, 0, 4, 4], vectors: [3, 4, -1, 0], scale: 1 };
const chart: VectorField = { ...axes, field };
const grid = [0, 1, 2, 3, 4];
const surface = { label: 'E', x: grid, y: grid, values: grid.flatMap((b) => grid.map((a) => a + b)) };
/** Arrows, each as its corners. */
const arrows = (svg: string) =>
  all(parseSvg(svg), 'path')
    .filter(
      ({ attributes: { d = '', fill, ...more } }) =>
        fill && fill !== 'none' && !more['fill-rule'] && /^M[-\d. ]+Z/.test(d),
    )
    .flatMap(({ attributes: { d = '', fill } }) =>
      d
        .split('Z')
        .filter(Boolean)
        .map((each) => ({ fill, corners: each.slice(1).split(' ').map(Number) })),
    );

describe('vectorField', () => {
  it('is an image with a name and a description', () => {
    const svg = vectorField(chart).svg();
    const [title, description] = parseSvg(svg).children;
    expect(title?.text).toBe('Denoising');
    expect(description?.text).toBe('y₂ against y₁. 2 arrows of size, sizes up to 5, drawn 1 times as long.');
    expect(texts(svg)).toContain('size');
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(vectorField(chart).svg()).toBe(svg);
  });

  it('points each arrow along its vector, in true proportion and to its end', () => {
    const [one, two] = arrows(vectorField(chart).svg()).map(({ corners }) => {
      const start = [
        ((corners[0] as number) + (corners[12] as number)) / 2,
        ((corners[1] as number) + (corners[13] as number)) / 2,
      ];
      return [(corners[6] as number) - (start[0] as number), (start[1] as number) - (corners[7] as number)] as const;
    });
    // One of them is the larger; their order is that of the colours.
    const [large, small] = Math.hypot(...(one ?? [0])) > Math.hypot(...(two ?? [0])) ? [one, two] : [two, one];
    expect((large?.[1] ?? 0) / (large?.[0] ?? 1)).toBeCloseTo(4 / 3, 2);
    expect(small?.[1]).toBeCloseTo(0, 1);
    expect(Math.hypot(...(large ?? [0])) / -(small?.[0] ?? 1)).toBeCloseTo(5, 1);
  });

  it('colours arrows by size, with a bar; over a surface they are dark or white, and the bar is the surface’s', () => {
    const colors = arrows(vectorField(chart).svg()).map(({ fill }) => fill);
    expect(new Set(colors).size).toBe(2);
    const over = vectorField({ ...chart, surface }).svg();
    expect(texts(over)).toContain('E');
    expect(texts(over)).not.toContain('size');
    expect(new Set(arrows(over).map(({ fill }) => fill))).toEqual(new Set(['#1f2328', '#ffffff']));
  });

  it('chooses a scale with which most arrows fit beside their neighbours', () => {
    const points = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? (i >> 1) % 10 : Math.floor((i >> 1) / 10)));
    const svg = vectorField({ ...axes, field: { label: 'size', points, vectors: points.map(() => 100) } }).svg();
    expect(parseSvg(svg).children[1]?.text).toContain('drawn 0.0064 times as long');
  });

  it('draws a vector of nothing as a dot', () => {
    const svg = vectorField({ ...axes, field: { label: 'size', points: [0, 0, 1, 1], vectors: [0, 0, 0, 0] } }).svg();
    expect(arrows(svg)).toEqual([]);
    expect(all(parseSvg(svg), 'path').some(({ attributes }) => attributes.d?.includes('a1 1'))).toBe(true);
  });
});

it('its columns hold every number', () => {
  const all: VectorField = {
    ...chart,
    surface: { label: 'E', x: [0, 1], y: [0, 1], values: [1, 2, 3, 4] },
    points: [9, 8],
  };
  const rows = csv(vectorField(all).columns).split('\r\n');
  expect(rows[0]).toBe('mark,y₁,y₂,Δy₁,Δy₂,E');
  expect(rows[1]).toBe('arrow,0,0,3,4,');
  expect(rows[3]).toBe('surface,0,0,,,1');
  expect(rows[7]).toBe('point,9,8,,,');
});

describe('vectorField refuses', () => {
  it.each([
    [
      { vectors: [1] },
      'vectorField: expected 4 numbers of vectors, as of points, received 1. Give every point its vector, [arrows, 2], row by row.',
    ],
    [
      { vectors: [1, 2, 3, Number.POSITIVE_INFINITY] },
      'vectorField: expected finite vectors, received Infinity at arrow 1. Leave such arrows out before drawing.',
    ],
    [{ scale: 0 }, 'vectorField: expected a positive scale of the arrows, received 0. Leave it out for one that fits.'],
    [{ points: [] }, 'vectorField: expected at least one point, received none. Draw the figure when there is data.'],
  ])('%j', (bad, message) => {
    expect(() => vectorField({ ...chart, field: { ...field, ...bad } })).toThrow(message);
  });
});
