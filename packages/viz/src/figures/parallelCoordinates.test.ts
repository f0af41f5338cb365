import { describe, expect, it } from 'vitest';
import { parallelCoordinates } from './parallelCoordinates.ts';

const chart = {
  title: 'Trials',
  axes: [{ label: 'β' }, { label: 'optimizer', names: ['adam', 'sgd'] }, { label: 'cost', unit: 'nats', log: true }],
  values: [1, 0, 100, 4, 1, 1, 2.5, 1, 10],
  colors: [0, 1, 0.5],
};
const paths = (svg: string) => [...svg.matchAll(/<path d="M([^"]*L[^"]*)"/g)].map(([, d]) => (d as string).split('L'));
const heights = (svg: string) => paths(svg).map((points) => points.map((point) => Number(point.split(' ')[1])));

describe('parallelCoordinates', () => {
  it('places each value between the ends of its axis, the middle of a logarithmic one at the geometric mean', () => {
    const [first, middle, last] = heights(parallelCoordinates(chart).svg()) as [number[], number[], number[]];
    // In the order of the colours: lines 0, 2, 1.
    const [below, above] = [first[0] as number, last[0] as number];
    expect(below).toBeGreaterThan(above);
    expect(middle[0]).toBeCloseTo((below + above) / 2, 1);
    expect(first.slice(1)).toEqual([below, above]);
    expect(last.slice(1)).toEqual([above, below]);
    expect(middle[2]).toBeCloseTo((below + above) / 2, 1);
  });

  it('names every axis, every choice and the ends of the numbers', () => {
    const svg = parallelCoordinates(chart).svg({ theme: 'dark', width: 400 });
    for (const text of ['β', 'optimizer', 'cost (nats)', 'adam', 'sgd', '>1<', '>4<', '>100<', '>10<'])
      expect(svg).toContain(text);
    expect(svg).toContain('3 lines over the axes');
  });

  it('gives its numbers', () => {
    expect(parallelCoordinates(chart).columns.map(({ values }) => Array.from(values))).toEqual([
      [1, 4, 2.5],
      ['adam', 'sgd', 'sgd'],
      [100, 1, 10],
      [0, 1, 0.5],
    ]);
  });

  it.each([
    [{ ...chart, axes: [] }, 'expected two axes and a line, received 0 axes, 3 lines.'],
    [{ ...chart, colors: [0] }, 'expected 3 values, received 9.'],
    [{ ...chart, values: [1, 0, 0, 4, 1, 1, 2, 1, 1] }, 'expected a value with a place on the axis cost, received 0.'],
    [
      { ...chart, values: [1, 2, 1, 4, 1, 1, 2, 1, 1] },
      'expected a value with a place on the axis optimizer, received 2.',
    ],
    [{ ...chart, title: ' ' }, 'expected a title'],
  ])('refuses what it cannot draw', (wrong, message) => {
    expect(() => parallelCoordinates(wrong)).toThrow(message);
  });
});
