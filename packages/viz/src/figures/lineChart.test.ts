import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type LineChart, lineChart } from './lineChart.ts';

const epochs = [1, 2, 3, 4];
const chart: LineChart = {
  title: 'Linear autoencoder',
  x: { label: 'epoch' },
  y: { label: 'squared error', unit: 'per pixel' },
  series: [
    { name: 'train', x: epochs, y: [0.07, 0.05, 0.045, 0.042] },
    { name: 'test', x: epochs, y: [0.068, 0.051, 0.047, 0.044] },
  ],
};
const curve = (y: number[], x = y.map((_, i) => i + 1), log = false): LineChart => ({
  ...chart,
  y: { label: 'cost', log },
  series: [{ name: 'train', x, y }],
});
/** Lines of the curves, which alone have round joins; each a list of runs of x, y. */
const drawn = (svg: string) =>
  all(parseSvg(svg), 'path')
    .filter(({ attributes }) => attributes['stroke-linejoin'] === 'round')
    .map(({ attributes }) =>
      (attributes.d as string)
        .split('M')
        .slice(1)
        .map((run) => run.split(' ').map(Number)),
    );
const dots = (svg: string) =>
  all(parseSvg(svg), 'circle').map(({ attributes }) => [Number(attributes.cx), Number(attributes.cy)]);

describe('lineChart', () => {
  it('is an image with a name and a description, and its words are text', () => {
    const svg = lineChart(chart).svg();
    const [title, description] = parseSvg(svg).children;
    expect(parseSvg(svg).attributes).toMatchObject({
      role: 'img',
      width: '560',
      height: '360',
      viewBox: '0 0 560 360',
    });
    expect(title).toMatchObject({ name: 'title', text: 'Linear autoencoder' });
    expect(description).toMatchObject({
      name: 'desc',
      text:
        'squared error (per pixel) against epoch. train: 4 points, first 0.07, last 0.042, lowest 0.042, highest 0.07. ' +
        'test: 4 points, first 0.068, last 0.044, lowest 0.044, highest 0.068.',
    });
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'Linear autoencoder',
        'train',
        'test',
        'squared error (per pixel)',
        'epoch',
        '1',
        '4',
        '0.050',
      ]),
    );
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
  });

  it('gives the same bytes for the same numbers, in whatever array they come', () => {
    const typed = chart.series.map(({ name, x, y }) => ({ name, x: Int32Array.from(x), y: Float64Array.from(y) }));
    expect(lineChart({ ...chart, series: typed }).svg()).toBe(lineChart(chart).svg());
  });

  it('places numbers in proportion: linearly, and by their logarithm on a logarithmic axis', () => {
    const [[run = []] = []] = drawn(lineChart(curve([1, 2, 3])).svg());
    expect((run[1] as number) - (run[3] as number)).toBeCloseTo((run[3] as number) - (run[5] as number), 1);
    const [[logRun = []] = []] = drawn(lineChart(curve([1, 100, 10_000], undefined, true)).svg());
    expect((logRun[1] as number) - (logRun[3] as number)).toBeCloseTo((logRun[3] as number) - (logRun[5] as number), 1);
    expect(run[5]).toBeLessThan(run[1] as number);
  });

  it('shows a single point as a dot in the middle', () => {
    const svg = lineChart(curve([123.4])).svg();
    expect(drawn(svg)).toEqual([]);
    expect(dots(svg)).toHaveLength(1);
    expect(texts(svg)).toEqual(expect.arrayContaining(['0', '1', '2']));
  });

  it('shows a constant as a level line', () => {
    const [[run = []] = []] = drawn(lineChart(curve([0.5, 0.5, 0.5])).svg());
    expect(new Set(run.filter((_, i) => i % 2 === 1)).size).toBe(1);
  });

  it('leaves a gap where a number has no finite place, and says so', () => {
    const svg = lineChart(curve([1, 2, Number.NaN, 4, Number.POSITIVE_INFINITY, 6, 7])).svg();
    expect(drawn(svg)[0]?.map((run) => run.length / 2)).toEqual([2, 2]);
    expect(dots(svg)).toHaveLength(5);
    expect(svg).toContain('highest 7; 2 without a finite place on the axes left out.');
    expect(drawn(lineChart(curve([1, 10, 0, 10, 1], undefined, true)).svg())[0]).toHaveLength(2);
  });

  it('draws a million points in few bytes', () => {
    const many = Float64Array.from({ length: 1_000_000 }, (_, i) => 1 + Math.sin(i) / (1 + i / 1e4));
    const svg = lineChart({ ...chart, series: [{ name: 'steps', x: many.map((_, i) => i), y: many }] }).svg();
    expect(svg.length).toBeLessThan(50_000);
  });

  it('has a dark variant with the same layout', () => {
    const [light, dark] = [lineChart(chart).svg(), lineChart(chart).svg({ theme: 'dark' })];
    expect(dark).toContain('fill="#15171c"');
    expect(texts(dark)).toEqual(texts(light));
    expect(drawn(dark)).toEqual(drawn(light));
  });

  it('escapes names, wraps long titles and long legends', () => {
    const name = 'a <b> & "c"';
    const series = Array.from({ length: 10 }, (_, i) => ({ name: `${name} ${i}`, x: [1, 2], y: [i, i + 1] }));
    const title = 'A title that is far too long to stand in one line of a figure of five hundred and sixty pixels';
    const svg = lineChart({ ...chart, title, series }).svg({ height: 420 });
    expect(texts(svg)).toContain('a <b> & "c" 9');
    expect(texts(svg).slice(0, 2).join(' ')).toBe(title);
  });
});

it('its columns hold every number as it was given', () => {
  const columns = lineChart({ ...chart, series: [{ name: 'train', x: [1, 2], y: [0.5, Number.NaN] }] }).columns;
  expect(csv(columns)).toBe('series,epoch,squared error (per pixel)\r\ntrain,1,0.5\r\ntrain,2,NaN\r\n');
});

describe('lineChart refuses', () => {
  const todo = 'Leave the series out, or use a linear axis for numbers that are not positive.';
  it.each([
    [{ ...chart, series: [] }, 'lineChart: expected 1 to 10 series, received 0. Draw the figure when there is data.'],
    [
      { ...chart, series: Array.from({ length: 11 }, () => ({ name: 'a', x: [1], y: [1] })) },
      'lineChart: expected 1 to 10 series, received 11. Merge some, or draw several figures.',
    ],
    [curve([]), `lineChart: expected a point to draw in the series train, received no points. ${todo}`],
    [
      curve([Number.NaN]),
      `lineChart: expected a point to draw in the series train, received 1 without a finite place on the axes. ${todo}`,
    ],
    [curve([1, 2], [1]), 'lineChart: expected as many y as x in the series train (1), received 2. Give every y its x.'],
    [{ ...chart, title: ' ' }, 'lineChart: expected a title, received an empty one. Give it a short title.'],
  ])('%#: bad data', (bad, message) => {
    expect(() => lineChart(bad)).toThrow(message);
  });

  it.each([
    [{ width: 10 }, 'lineChart: expected a width from 160 to 10000 pixels, received 10. Leave it out for the default.'],
    [
      { height: Number.NaN },
      'lineChart: expected a height from 160 to 10000 pixels, received NaN. Leave it out for the default.',
    ],
    [
      { theme: 'sepia' as 'dark' },
      'lineChart: expected the theme light or dark, received sepia. Leave it out for light.',
    ],
    [
      { width: 160, height: 160 },
      'lineChart: expected room for a plot of 48 pixels beside title, legend and labels, received 0 pixels. Make the figure larger, or the names shorter.',
    ],
  ])('%j', (look, message) => {
    expect(() => lineChart(chart).svg(look)).toThrow(message);
  });
});
