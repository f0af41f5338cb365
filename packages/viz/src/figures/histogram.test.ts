import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type Histogram, histogram } from './histogram.ts';

const chart: Histogram = {
  title: 'Plausible',
  x: { label: 'energy', unit: 'nats' },
  distributions: [
    { name: 'data', values: [0, 0, 1, 3] },
    { name: 'noise', values: [2, 3] },
  ],
};
const one = (values: number[], log = false): Histogram => ({
  ...chart,
  x: { label: 'energy', log },
  distributions: [{ name: 'data', values }],
});
const columns = (figure: Histogram) =>
  histogram(figure).columns.map(({ values }) => Array.from(values as ArrayLike<number>));

describe('histogram', () => {
  it('is an image with a name and a description', () => {
    const svg = histogram(chart).svg();
    expect(parseSvg(svg).children[1]?.text).toBe(
      'count against energy (nats). data: 4 numbers from 0 to 3, median 1. noise: 2 numbers from 2 to 3, median 3.',
    );
    expect(texts(svg)).toEqual(expect.arrayContaining(['data', 'noise', 'count', 'energy (nats)']));
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(histogram(chart).svg()).toBe(svg);
  });

  it('counts into bins that all share: whole numbers one each', () => {
    expect(csv(histogram(chart).columns)).toBe(
      'energy (nats) from,energy (nats) to,data,noise\r\n0,1,2,0\r\n1,2,1,0\r\n2,3,0,1\r\n3,4,1,1\r\n',
    );
  });

  it('counts every number once, in a bin that holds it', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(numbers, (values) => {
        const [from = [], to = [], counts = []] = columns(one(values));
        expect(counts.reduce((a, b) => a + b)).toBe(values.length);
        expect(from.length).toBeLessThan(64);
        expect(from.slice(1)).toEqual(to.slice(0, -1));
        const slack = 1e-6 * Math.max(...values.map(Math.abs));
        expect(Math.min(...values)).toBeGreaterThanOrEqual((from[0] as number) - slack);
        expect(Math.max(...values)).toBeLessThanOrEqual((to.at(-1) as number) + slack);
      }),
    );
  });

  it('has bins of equal ratio on a logarithmic axis', () => {
    const [from = [], to = []] = columns(one([1, 10, 1000, 1e5], true));
    const ratios = from.map((edge, i) => (to[i] as number) / edge);
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] as number, 9);
  });

  it('draws an outline a run of bins, and on a logarithmic axis a count of one above the floor', () => {
    const outline = (figure: Histogram) =>
      all(parseSvg(histogram(figure).svg()), 'path').filter(
        ({ attributes: { fill, d } }) => fill === 'none' && d?.includes('V'),
      );
    expect(outline(chart)).toHaveLength(2);
    expect(outline(chart)[0]?.attributes.d?.split('M')).toHaveLength(3);
    const heights = (outline({ ...chart, y: { label: 'images', log: true } })[1]?.attributes.d ?? '').match(/V[\d.]+/g);
    expect(new Set(heights).size).toBe(2);
  });

  it('marks a place from bottom to top, with its name, and holds it', () => {
    const marked = { ...chart, marks: [{ name: 'threshold', x: 7 }] };
    const svg = histogram(marked).svg();
    expect(parseSvg(svg).children[1]?.text).toMatch(/threshold at 7\.$/);
    expect(texts(svg)).toContain('threshold');
    const [line] = all(parseSvg(svg), 'path').filter(({ attributes }) => attributes['stroke-dasharray'] !== undefined);
    expect(line?.attributes.d).toMatch(/^M[\d.]+ 0V[\d.]+$/);
    expect(columns(marked)[1]?.at(-1)).toBeGreaterThanOrEqual(7);
    expect(() => histogram({ ...marked, x: { label: 'energy', log: true } })).toThrow('positive numbers');
  });

  it('shows numbers that are all the same', () => {
    expect(columns(one([5, 5, 5]))).toEqual([[4.5], [5.5], [3]]);
    expect(histogram(one([0.1, 0.1])).svg()).not.toMatch(/NaN/);
  });
});

describe('histogram refuses', () => {
  it.each([
    [
      { ...chart, distributions: [] },
      'histogram: expected 1 to 10 distributions, received 0. Draw the figure when there is data.',
    ],
    [one([]), 'histogram: expected numbers in the distribution data, received none. Leave it out.'],
    [
      one([1, Number.NaN]),
      'histogram: expected finite numbers in the distribution data, received NaN at place 1. Leave such numbers out before drawing.',
    ],
    [one([1, 0], true), 'histogram: expected positive numbers in the distribution data, received 0 at place 1.'],
  ])('%#: bad data', (bad: Histogram, message) => {
    expect(() => histogram(bad)).toThrow(message);
  });
});
