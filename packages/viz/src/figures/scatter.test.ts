import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { vectorLimit } from '../layers/points.ts';
import { onLight } from '../svg/palette.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { pngOf } from '../testing/pngOf.ts';
import { type Scatter, scatter } from './scatter.ts';

const axes = { title: 'Codes', x: { label: 'z₁' }, y: { label: 'z₂' } };
const chart: Scatter = { ...axes, points: [0, 0, 1, 2, -1, 3], classes: [7, 1, 7] };
/** A spiral of as many points as asked for, of ten classes. */
const spiral = (count: number): Scatter => ({
  ...axes,
  points: Float32Array.from({ length: 2 * count }, (_, i) => (i / count) * (i % 2 === 0 ? Math.cos : Math.sin)(i >> 1)),
  classes: Uint8Array.from({ length: count }, (_, i) => i % 10),
});
const legendOf = (svg: string) =>
  all(parseSvg(svg), 'circle').filter(({ attributes }) => attributes.fill && attributes.r === '4.5');
const discs = (svg: string) =>
  all(parseSvg(svg), 'g').find(({ attributes }) => attributes['fill-opacity'])?.children ?? [];

describe('scatter', () => {
  it('is an image with a name and a description', () => {
    const [title, description] = parseSvg(scatter(chart).svg()).children;
    expect(title?.text).toBe('Codes');
    expect(description?.text).toBe('z₂ against z₁. 3 points, x from -1 to 1, y from 0 to 3, by class: 1 (1), 7 (2).');
  });

  it('gives a digit its own colour, also where others are missing', () => {
    const svg = scatter(chart).svg();
    expect(legendOf(svg).map(({ attributes }) => attributes.fill)).toEqual([onLight[1], onLight[7]]);
    expect(discs(svg).map(({ attributes }) => attributes.fill)).toEqual([onLight[7], onLight[1], onLight[7]]);
  });

  it('sorts numbers by size and names by alphabet', () => {
    const legend = (classes: Scatter['classes']) => texts(scatter({ ...chart, classes }).svg()).slice(1, 4);
    expect(legend([100, 20, 3])).toEqual(['3', '20', '100']);
    expect(legend(['shirt', 'bag', 'coat'])).toEqual(['bag', 'coat', 'shirt']);
    expect(legend(Float32Array.of(2, 0, 1))).toEqual(['0', '1', '2']);
  });

  it('places points in proportion, y upwards', () => {
    const [a, b, c] = discs(scatter(chart).svg()).map(
      ({ attributes }) => [Number(attributes.cx), Number(attributes.cy)] as const,
    );
    expect((b?.[0] ?? 0) - (a?.[0] ?? 0)).toBeCloseTo((a?.[0] ?? 0) - (c?.[0] ?? 0), 1);
    expect(((a?.[1] ?? 0) - (b?.[1] ?? 0)) / ((a?.[1] ?? 0) - (c?.[1] ?? 0))).toBeCloseTo(2 / 3, 3);
  });

  it('shows one point, and points that all coincide', () => {
    expect(discs(scatter({ ...axes, points: [0.3, -2] }).svg())).toHaveLength(1);
    expect(discs(scatter({ ...axes, points: [1, 1, 1, 1, 1, 1] }).svg())).toHaveLength(3);
    expect(legendOf(scatter({ ...axes, points: [0.3, -2] }).svg())).toHaveLength(0);
  });

  it('becomes one image of twice the resolution beyond 2000 points', () => {
    expect(discs(scatter(spiral(vectorLimit)).svg())).toHaveLength(vectorLimit);
    const svg = scatter(spiral(vectorLimit + 1)).svg();
    const [image] = all(parseSvg(svg), 'image');
    const { width, height } = pngOf(svg);
    expect([width, height]).toEqual([2 * Number(image?.attributes.width), 2 * Number(image?.attributes.height)]);
    expect(discs(svg)).toHaveLength(0);
  });

  it('draws the image where the vectors would be', () => {
    const far: Scatter = { ...axes, points: Float32Array.from({ length: 6000 }, (_, i) => (i < 2 ? 1 : 0)) };
    const svg = scatter(far).svg();
    const { width, data } = pngOf(svg);
    const inked = Array.from({ length: data.length / 4 }, (_, i) => i).filter((i) => (data[4 * i + 3] as number) > 100);
    const [top, bottom] = [inked[0] as number, inked.at(-1) as number];
    const place = { from: (0.03 / 1.06) * width, to: (1.03 / 1.06) * width };
    expect(Math.abs((top % width) - place.to)).toBeLessThan(4);
    expect(Math.abs((bottom % width) - place.from)).toBeLessThan(6);
  });

  it('draws 60 000 points in under one megabyte, the same bytes each time', () => {
    const chart = spiral(60_000);
    const svg = scatter(chart).svg();
    expect(svg.length).toBeLessThan(1_000_000);
    expect(scatter(chart).svg()).toBe(svg);
  });
});

it('draws curves over the points, in colours of their own', () => {
  const svg = scatter({ ...chart, curves: [{ name: 'manifold', x: [0, 1], y: [0, 1] }] }).svg();
  const line = all(parseSvg(svg), 'path').find(({ attributes }) => attributes['stroke-linejoin']);
  expect(line?.attributes.stroke).toBe(onLight[0]);
  expect(texts(svg)).toContain('manifold');
  expect(csv(scatter({ ...axes, points: [1, 2], curves: [{ name: 'manifold', x: [3], y: [4] }] }).columns)).toBe(
    'mark,z₁,z₂\r\npoint,1,2\r\nmanifold,3,4\r\n',
  );
});

it('its columns hold every number and class as given', () => {
  expect(csv(scatter(chart).columns)).toBe('z₁,z₂,class\r\n0,0,7\r\n1,2,1\r\n-1,3,7\r\n');
  expect(csv(scatter({ ...axes, points: [1, 2] }).columns)).toBe('z₁,z₂\r\n1,2\r\n');
});

describe('scatter refuses', () => {
  it.each([
    [
      { ...axes, points: [] },
      'scatter: expected at least one point, received none. Draw the figure when there is data.',
    ],
    [
      { ...axes, points: [1, 2, 3] },
      'scatter: expected two numbers per point, received 3 numbers. Give the points as [points, 2], row by row.',
    ],
    [
      { ...chart, classes: [1] },
      'scatter: expected one class per point (3), received 1. Leave classes out, or give all of them.',
    ],
    [
      { ...axes, points: [0, 0, 1, Number.NaN] },
      'scatter: expected finite numbers on the axis z₂, received NaN at point 1. Leave such points out before drawing.',
    ],
    [
      { ...axes, x: { label: 'x', log: true }, points: [0, 1] },
      'scatter: expected positive numbers on the axis x, received 0 at point 0. Leave such points out before drawing.',
    ],
    [
      { ...axes, points: new Float32Array(22), classes: Array.from({ length: 11 }, (_, i) => i) },
      'scatter: expected 1 to 10 classes, received 11. Merge some, or draw several figures.',
    ],
  ])('%#: bad data', (bad: Scatter, message) => {
    expect(() => scatter(bad)).toThrow(message);
  });
});
