import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { heatColor, signedColor } from '../svg/colorScale.ts';
import { parseSvg, texts } from '../testing/parseSvg.ts';
import { pngOf } from '../testing/pngOf.ts';
import { type Heatmap, heatmap } from './heatmap.ts';

const names = ['three', 'eight'];
const chart: Heatmap = {
  title: 'Confused',
  x: { label: 'predicted', names },
  y: { label: 'true', names },
  rows: 2,
  columns: 2,
  value: { label: 'images' },
  values: [95, 5, 0, 88],
};
/** The cells' colours, '' for an empty one. */
const colors = (svg: string) => {
  const { data, width, height } = pngOf(svg);
  return Array.from({ length: width * height }, (_, i) =>
    data[4 * i + 3] === 0
      ? ''
      : `#${[0, 1, 2].map((k) => (data[4 * i + k] as number).toString(16).padStart(2, '0')).join('')}`,
  );
};

describe('heatmap', () => {
  it('is an image with a name and a description; names and numbers are text', () => {
    const svg = heatmap(chart).svg();
    expect(parseSvg(svg).children[1]?.text).toBe(
      'true against predicted. images in 2 rows and 2 columns, from 0 to 95.',
    );
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['three', 'eight', '95', '5', '0', '88', 'images', 'predicted', 'true']),
    );
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(heatmap({ ...chart, values: Int32Array.from(chart.values) }).svg()).toBe(svg);
  });

  it('colours cells from the lowest to the highest, the first row at the top; dark pages have dark low cells', () => {
    expect(colors(heatmap(chart).svg())).toEqual([heatColor(1), heatColor(5 / 95), heatColor(0), heatColor(88 / 95)]);
    expect(colors(heatmap(chart).svg({ theme: 'dark' }))[0]).toBe(heatColor(0));
  });

  it('leaves zeros empty on a logarithmic scale', () => {
    const [most, five, zero] = colors(heatmap({ ...chart, value: { label: 'images', log: true } }).svg());
    expect([most, five, zero]).toEqual([heatColor(1), heatColor(0), '']);
  });

  it('is blue below zero and red above, as far each way', () => {
    expect(colors(heatmap({ ...chart, values: [-1, 0, 2, 1] }).svg())).toEqual([0.25, 0.5, 1, 0.75].map(signedColor));
  });

  it('slants names that would touch, and leaves out numbers that would', () => {
    const long = ['a long name of a class', 'another long name'];
    expect(heatmap({ ...chart, x: { label: 'x', names: long } }).svg({ width: 240 })).toContain('rotate(-45)');
    expect(heatmap(chart).svg()).not.toContain('rotate');
    const many = {
      ...chart,
      x: { label: 'x' },
      y: { label: 'y' },
      rows: 28,
      columns: 28,
      values: Array.from({ length: 784 }, (_, i) => i),
    };
    expect(texts(heatmap(many).svg())).not.toContain('783');
  });

  it('shows a matrix of one number', () => {
    expect(colors(heatmap({ ...chart, values: [3, 3, 3, 3] }).svg())).toEqual(Array(4).fill(heatColor(0)));
    expect(colors(heatmap({ ...chart, values: [0, 0, 0, 0], value: { label: 'n', log: true } }).svg())).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });
});

it('its columns hold every number with its names, or its places', () => {
  expect(csv(heatmap(chart).columns)).toBe(
    'true,predicted,images\r\nthree,three,95\r\nthree,eight,5\r\neight,three,0\r\neight,eight,88\r\n',
  );
  expect(csv(heatmap({ ...chart, x: { label: 'x' }, y: { label: 'y' } }).columns)).toContain('1,0,0\r\n');
});

describe('heatmap refuses', () => {
  it.each([
    [{ values: [] }, 'heatmap: expected at least one cell, received none. Draw the figure when there is data.'],
    [{ rows: 3 }, 'heatmap: expected 3 × 2 values, received 4. Give the values row by row, [rows, columns].'],
    [
      { x: { label: 'x', names: ['a'] } },
      'heatmap: expected 2 names on the axis x, received 1. Name all of them, or none.',
    ],
    [
      { values: [1, 2, Number.NaN, 3] },
      'heatmap: expected finite numbers, received NaN in row 1, column 0. Check what was counted.',
    ],
    [
      { values: [1, 2, -1, 3], value: { label: 'n', log: true } },
      'heatmap: expected numbers from zero up, received -1 in row 1, column 0. Check what was counted.',
    ],
  ])('%#: bad data', (bad, message) => {
    expect(() => heatmap({ ...chart, ...bad })).toThrow(message);
  });
});
