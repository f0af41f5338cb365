import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { barChart } from './barChart.ts';

const chart = { title: 'Error by class', x: { label: 'class' }, y: { label: 'error' } };

describe('barChart', () => {
  it('draws bars as high as their numbers, from 0', () => {
    const text = barChart({ ...chart, names: ['a', 'b', 'c'], values: [10, 5, 0.1] }).svg();
    const svg = parseSvg(text);
    const bars = all(svg, 'rect').filter(({ attributes }) => attributes.fill === undefined);
    const [a, b] = bars.map(({ attributes }) => Number(attributes.height)) as [number, number];
    expect(bars).toHaveLength(3);
    expect(a / b).toBeCloseTo(2, 2);
    expect(texts(text)).toEqual(expect.arrayContaining(['a', 'b', 'c', 'class', 'error']));
  });
  it('names every nth of many bars, and all of them in its numbers', () => {
    const names = Array.from({ length: 64 }, (_, i) => `z${i}`);
    const figure = barChart({ ...chart, names, values: names.map((_, i) => i) });
    const shown = texts(figure.svg()).filter((text) => /^z\d+$/.test(text));
    expect(shown.length).toBeLessThan(25);
    expect(csv(figure.columns).split('\r\n')).toHaveLength(66);
  });
  it.each([
    [[], [], 'barChart: expected at least one bar, received none. Leave the figure out.'],
    [['a'], [1, 2], 'barChart: expected 1 value, one for each name, received 2. Give every bar both.'],
    [['a'], [Number.NaN], 'barChart: expected finite numbers, received NaN for a. Leave such bars out.'],
  ])('refuses %j, %j', (names, values, message) =>
    expect(() => barChart({ ...chart, names, values })).toThrow(message),
  );
});
