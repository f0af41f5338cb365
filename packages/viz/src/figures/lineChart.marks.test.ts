import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { onLight } from '../svg/palette.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type LineChart, lineChart } from './lineChart.ts';

const train = { name: 'train', x: [1, 2, 3, 4], y: [0.07, 0.05, 0.045, 0.042] };
const test = { name: 'test', x: [1, 2, 3, 4], y: [0.068, 0.051, 0.047, 0.044] };
const chart: LineChart = {
  title: 'Cost',
  x: { label: 'epoch' },
  y: { label: 'squared error', unit: 'per pixel' },
  series: [train, test],
};

describe('bands, labels and loose points', () => {
  const spread = { name: 'train', x: [1, 2, 3], low: [0.05, 0.04, 0.03], high: [0.08, 0.07, 0.06] };
  const areas = (svg: string) =>
    all(parseSvg(svg), 'path').filter(({ attributes }) => attributes['fill-opacity'] && attributes.d?.endsWith('Z'));
  const legend = (svg: string) => all(parseSvg(svg), 'rect').filter(({ attributes }) => attributes['fill-opacity']);

  it('a band of a series has its colour, another its own and a place in the legend', () => {
    const svg = lineChart({ ...chart, bands: [spread, { ...spread, name: 'KL' }] }).svg();
    const [own, other] = areas(svg).map(({ attributes }) => attributes.fill);
    expect([own, other]).toEqual([onLight[0], onLight[2]]);
    expect(legend(svg)).toHaveLength(1);
    expect(texts(svg)).toContain('KL');
    expect(parseSvg(svg).children[1]?.text).toContain('KL: an area from 0.03 to 0.08.');
  });

  it('a band is as far as its numbers go, with gaps where there are none', () => {
    const [area] = areas(lineChart({ ...chart, bands: [{ ...spread, low: [0.05, Number.NaN, 0.03] }] }).svg());
    expect(area?.attributes.d?.split('M')).toHaveLength(3);
    const [whole] = areas(
      lineChart({
        ...chart,
        series: [{ name: 'a', x: [1, 2], y: [0, 1] }],
        bands: [{ name: 'b', x: [1, 2], low: [0, 0], high: [1, 0.5] }],
      }).svg(),
    );
    const numbers = (whole?.attributes.d ?? '').match(/[\d.]+/g)?.map(Number) ?? [];
    const [, high = 0, , middle = 0, , low = 0] = numbers;
    expect((middle - high) / (low - high)).toBeCloseTo(0.5, 2);
  });

  it('labels stand beside their points, not over each other', () => {
    const labels = ['β = 1', '', 'β = 4', 'β = 8'];
    const svg = lineChart({ ...chart, series: [{ ...train, labels }] }).svg();
    const words = all(parseSvg(svg), 'text').filter(({ text }) => text.startsWith('β'));
    expect(words.map(({ text }) => text)).toEqual(['β = 1', 'β = 4', 'β = 8']);
    const dense = lineChart({
      ...chart,
      series: [
        { name: 'a', x: [1, 1.01, 1.02], y: [1, 1, 1], labels: ['one', 'two', 'three'] },
        { name: 'b', x: [9], y: [2] },
      ],
    }).svg();
    const boxes = all(parseSvg(dense), 'text').filter(({ text }) => ['one', 'two', 'three'].includes(text));
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(0, i)) {
        const apart = [
          Math.abs(Number(a.attributes.x) - Number(b.attributes.x)) / 25,
          Math.abs(Number(a.attributes.y) - Number(b.attributes.y)) / 12,
        ];
        expect(Math.max(...apart)).toBeGreaterThan(1);
      }
    });
  });

  it('points that are not joined have no line', () => {
    const svg = lineChart({ ...chart, series: [{ ...train, joined: false }] }).svg();
    expect(all(parseSvg(svg), 'path').some(({ attributes }) => attributes['stroke-linejoin'])).toBe(false);
    expect(all(parseSvg(svg), 'circle')).toHaveLength(4 + 1);
  });

  it('their numbers are in the columns', () => {
    const columns = lineChart({
      ...chart,
      series: [{ ...train, labels: ['a', 'b', 'c', 'd'] }],
      bands: [spread],
    }).columns;
    expect(columns.map(({ name }) => name)).toEqual([
      'series',
      'epoch',
      'squared error (per pixel)',
      'label',
      'low',
      'high',
    ]);
    expect(csv(columns).split('\r\n')[5]).toBe('train,1,,,0.05,0.08');
  });

  it.each([
    [
      { bands: [{ ...spread, low: [1] }] },
      'lineChart: expected as many low as x in the series train (3), received 1. Give every low its x.',
    ],
    [
      { bands: [{ name: 'KL', x: [], low: [], high: [] }] },
      'lineChart: expected a point to draw in the band KL, received no points.',
    ],
    [
      { series: [{ ...train, labels: ['a'] }] },
      'lineChart: expected as many labels as x in the series train (4), received 1.',
    ],
    [
      { bands: Array.from({ length: 9 }, (_, i) => ({ ...spread, name: `${i}` })) },
      'lineChart: expected 1 to 10 series and bands, received 11. Merge some, or draw several figures.',
    ],
  ])('%#: bad data', (more, message) => {
    expect(() => lineChart({ ...chart, ...more })).toThrow(message);
  });
});

it('draws what is measured elsewhere in the same colour, dashed', () => {
  const at = { x: [1, 2], y: [3, 4] };
  const { svg } = lineChart({
    title: 'loss',
    x: { label: 'epoch' },
    y: { label: 'loss' },
    series: [
      { name: 'train', ...at },
      { name: 'test', besides: 'train', ...at },
      { name: 'KL', ...at },
    ],
  });
  const strokes = all(parseSvg(svg()), 'path').filter(({ attributes }) => attributes['stroke-width'] === '1.6');
  expect(strokes.map(({ attributes }) => attributes.stroke)).toEqual([onLight[0], onLight[0], onLight[1]]);
  expect(strokes.map(({ attributes }) => attributes['stroke-dasharray'])).toEqual([undefined, '6 4', undefined]);
});
