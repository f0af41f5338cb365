import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { evenLevels } from '../layers/surface.ts';
import { heatColor } from '../svg/colorScale.ts';
import { textWidth } from '../svg/textWidth.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type Contour, contour } from './contour.ts';

const grid = [-2, -1, 0, 1, 2];
const chart: Contour = {
  title: 'Energy',
  x: { label: 'y₁' },
  y: { label: 'y₂' },
  surface: { label: 'E', unit: 'nats', x: grid, y: grid, values: grid.flatMap((b) => grid.map((a) => a * a + b * b)) },
};
const filled = (svg: string) =>
  all(parseSvg(svg), 'path').filter(({ attributes }) => attributes['fill-rule'] === 'evenodd');
const level = (surface: Partial<Contour['surface']>): Contour => ({
  ...chart,
  surface: { ...chart.surface, ...surface },
});

describe('contour', () => {
  it('is an image with a name and a description', () => {
    const svg = contour({ ...chart, points: [0, 0, 1, 1], curves: [{ name: 'manifold', x: [0, 1], y: [0, 1] }] }).svg();
    const [title, description] = parseSvg(svg).children;
    expect(title?.text).toBe('Energy');
    expect(description?.text).toBe(
      'y₂ against y₁. E as colour on a grid of 5 by 5, from 0 to 8. manifold: 2 points, first 0, last 1, lowest 0, highest 1. 2 points, x from 0 to 1, y from 0 to 1.',
    );
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(
      contour({ ...chart, surface: { ...chart.surface, values: Float64Array.from(chart.surface.values) } }).svg(),
    ).toBe(contour(chart).svg());
  });

  it('has a colour for each level, the higher the darker, and the levels beside the bar', () => {
    const svg = contour(level({ levels: [1, 4] })).svg();
    expect(filled(svg).map(({ attributes }) => attributes.fill)).toEqual([heatColor(0.5), heatColor(1)]);
    expect(texts(svg)).toEqual(expect.arrayContaining(['E (nats)', '1', '4']));
    const even = texts(contour(chart).svg());
    for (const each of ['1', '2', '3', '7']) expect(even).toContain(each);
  });

  it('labels levels that were given with their own digits', () => {
    const words = texts(contour(level({ levels: [0.013, 1.6, 4] })).svg());
    for (const each of ['0.013', '1.6', '4']) expect(words).toContain(each);
  });

  it('has levels of even ratio on a logarithmic scale', () => {
    const values = grid.flatMap((b) => grid.map((a) => 10 ** (a + b)));
    const words = texts(contour(level({ values, log: true })).svg());
    for (const each of ['0.001', '0.01', '0.1', '1', '10', '100', '1000']) expect(words).toContain(each);
    const ratios = evenLevels({ low: 1, high: 30, whole: false }, true);
    expect(ratios).toEqual([2, 3, 4, 6, 10, 20]);
  });

  it('draws the grid from edge to edge, and one unit as long on both axes', () => {
    const svg = contour({ ...chart, x: { label: 'y₁', unit: 'm' }, y: { label: 'y₂', unit: 'm' } }).svg({ width: 400 });
    const [, base] = all(parseSvg(svg), 'rect');
    expect(base?.attributes).toMatchObject({ x: '0', y: '0', fill: heatColor(0) });
    expect(base?.attributes.width).toBe(base?.attributes.height);
    const other = all(parseSvg(contour({ ...chart, y: { label: 'time', unit: 's' } }).svg()), 'rect')[1]?.attributes;
    expect(other?.width).not.toBe(other?.height);
    expect(parseSvg(contour({ ...chart, y: { label: 'time', unit: 's' } }).svg()).attributes.height).toBe('480');
  });

  it('breaks a long label of the bar, so that it stays inside', () => {
    const label = 'the free energy of a model with a long name';
    const words = all(parseSvg(contour(level({ label })).svg({ width: 240 })), 'text').filter(
      ({ attributes }) => attributes['text-anchor'] === 'end' && attributes.x === '224',
    );
    expect(words.map(({ text }) => text).join(' ')).toBe(`${label} (nats)`);
    for (const { text } of words) expect(textWidth(text, 12)).toBeLessThanOrEqual(208);
  });

  it('shows a flat surface as one colour, and its value', () => {
    const svg = contour(level({ values: new Float32Array(25).fill(0.5) })).svg();
    expect(filled(svg)).toHaveLength(0);
    expect(texts(svg)).toContain('0.5');
  });

  it('draws points and curves over it, seen on every colour', () => {
    const svg = contour({
      ...chart,
      points: [0, 0, 1, 1],
      classes: ['data', 'data'],
      curves: [{ name: 'manifold', x: [0, 1], y: [0, 1] }],
    }).svg();
    expect(texts(svg)).toEqual(expect.arrayContaining(['data', 'manifold']));
    const rims = [...all(parseSvg(svg), 'g'), ...all(parseSvg(svg), 'path')].filter(
      ({ attributes }) => attributes.stroke === '#ffffff',
    );
    expect(rims.length).toBeGreaterThanOrEqual(2);
  });
});

it('its columns hold every number', () => {
  const small: Contour = {
    ...chart,
    surface: { label: 'E', x: [0, 1], y: [5, 6], values: [1, 2, 3, 4] },
    points: [7, 8],
    classes: ['data'],
  };
  expect(csv(contour(small).columns)).toBe(
    'mark,y₁,y₂,E,class\r\nsurface,0,5,1,\r\nsurface,1,5,2,\r\nsurface,0,6,3,\r\nsurface,1,6,4,\r\npoint,7,8,,data\r\n',
  );
});

describe('contour refuses', () => {
  it.each([
    [
      level({ values: [1] }),
      'contour: expected 5 × 5 values, received 1. Give the values row by row, [y.length, x.length].',
    ],
    [
      level({ values: grid.flatMap(() => [0, 1, 2, 3, Number.NaN]) }),
      'contour: expected finite values of E, received NaN in row 0, column 4. Clip them, or choose a smaller grid.',
    ],
    [
      level({ log: true }),
      'contour: expected positive values of E, received 0 in row 2, column 2. Clip them, or choose a smaller grid.',
    ],
    [
      level({ x: [0] }),
      'contour: expected 2 or more rising numbers as x of the grid, received 1. Give them in rising order, each once.',
    ],
    [
      level({ y: [0, 1, 1, 2, 3] }),
      'contour: expected 2 or more rising numbers as y of the grid, received 1 at place 2. Give them in rising order, each once.',
    ],
    [level({ levels: [2, 1] }), 'contour: expected 0 or more rising numbers as levels, received 1 at place 1.'],
    [
      { ...chart, x: { label: 'y₁', log: true } },
      'contour: expected linear axes, received a logarithmic axis y₁. Draw the logarithm of the numbers, and say so in the label.',
    ],
    [{ ...chart, points: [1] }, 'contour: expected two numbers per point, received 1 number.'],
    [
      { ...chart, points: [1, 2], classes: ['a', 'b'] },
      'contour: expected one class per point (1), received 2. Leave classes out, or give all of them.',
    ],
  ])('%#: bad data', (bad: Contour, message) => {
    expect(() => contour(bad)).toThrow(message);
  });
});
