import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import type { Look } from '../svg/theme.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type FigureGrid, figureGrid } from './figureGrid.ts';
import { lineChart } from './lineChart.ts';

const chart = (title: string) => ({
  title,
  x: { label: 'x' },
  y: { label: 'y' },
  series: [{ name: 'a & b', x: [1, 2], y: [3, 4] }],
});
const grid = (count: number, across?: number): FigureGrid => ({
  title: 'Side by side',
  figures: Array.from({ length: count }, (_, i) => lineChart(chart(`Figure ${i}`))),
  ...(across === undefined ? {} : { across }),
});
/** Where the figures stand. */
const places = (svg: string) =>
  all(parseSvg(svg), 'svg')
    .slice(1)
    .map(({ attributes: { x, y, width, height } }) => [x, y, width, height].map(Number));

describe('figureGrid', () => {
  it('is one image with one name, described by all its figures', () => {
    const svg = figureGrid(grid(2)).svg();
    const [title, description] = parseSvg(svg).children;
    expect(title?.text).toBe('Side by side');
    expect(description?.text).toContain('(a) Figure 0: y against x. a & b: 2 points');
    expect(description?.text).toContain('(b) Figure 1: y against x.');
    expect(all(parseSvg(svg), 'title')).toHaveLength(1);
    expect(texts(svg)).toEqual(expect.arrayContaining(['Side by side', '(a)', '(b)', 'Figure 0', 'Figure 1', 'a & b']));
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(figureGrid(grid(2)).svg()).toBe(svg);
  });

  it.each([
    [1, undefined, 1],
    [3, undefined, 3],
    [4, undefined, 2],
    [5, undefined, 3],
    [5, 5, 5],
    [2, 4, 2],
  ])('%i figures, asked for %s: %i across', (count, across, columns) => {
    const found = places(figureGrid(grid(count, across)).svg());
    expect(found).toHaveLength(count);
    expect(new Set(found.map(([x]) => x)).size).toBe(columns);
  });

  it('holds every figure, none over another', () => {
    const svg = figureGrid(grid(5)).svg({ width: 700 });
    const { width, height } = parseSvg(svg).attributes;
    expect(width).toBe('700');
    const found = places(svg) as [number, number, number, number][];
    found.forEach(([x, y, w, h], i) => {
      expect(x + w <= 700 && y + h <= Number(height)).toBe(true);
      for (const [x2, y2, w2, h2] of found.slice(0, i))
        expect(x >= x2 + w2 || x2 >= x + w || y >= y2 + h2 || y2 >= y + h).toBe(true);
    });
  });

  it('gives its theme to all', () => {
    const looks: Look[] = [];
    const svg = (look: Look = {}) => {
      looks.push(look);
      return lineChart(chart('A')).svg(look);
    };
    figureGrid({ title: 'T', figures: [{ svg, columns: [] }] }).svg({ theme: 'dark', width: 500 });
    expect(looks).toEqual([{ theme: 'dark', width: 472 }]);
  });
});

it('its columns hold every number of every figure', () => {
  const rows = csv(figureGrid(grid(2)).columns).split('\r\n');
  expect(rows.slice(0, 4)).toEqual(['figure,row,column,value', 'a,0,series,a & b', 'a,1,series,a & b', 'a,0,x,1']);
  expect(rows.at(-2)).toBe('b,1,y,4');
});

describe('figureGrid refuses', () => {
  it.each([
    [grid(0), 'figureGrid: expected at least one figure, received none. Draw the figure when there is data.'],
    [grid(27), 'figureGrid: expected up to 26 figures, received 27. Draw several pages.'],
    [grid(2, 0), 'figureGrid: expected a whole number of figures across, received 0. Leave it out for two or three.'],
    [
      { title: 'T', figures: [{ svg: () => '<p>hello</p>', columns: [] }] },
      'figureGrid: expected a figure of this package, received "<p>hello</p>". Pass the result of lineChart, scatter or another figure function.',
    ],
  ])('%#: bad data', (bad: FigureGrid, message) => {
    expect(() => figureGrid(bad).svg()).toThrow(message);
  });
});
