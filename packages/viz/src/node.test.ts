import { decode } from 'fast-png';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { figureGrid, imageGrid, lineChart } from './index.ts';
import { png } from './node.ts';
import { all, parseSvg } from './testing/parseSvg.ts';

const series = [{ name: 'train', x: [1, 2, 3], y: [3, 2, 1] }];
const chart = lineChart({ title: 'Cost', x: { label: 'epoch' }, y: { label: 'cost' }, series }).svg();

afterEach(() => vi.doUnmock('@resvg/resvg-js'));

it('draws twice the size of the figure, or the width that is asked for', async () => {
  expect(decode(await png(chart))).toMatchObject({ width: 1120, height: 720 });
  expect(decode(await png(chart, { width: 300 }))).toMatchObject({ width: 300, height: 193 });
});

it('gives the same bytes each time', async () => {
  expect(Buffer.compare(await png(chart), await png(chart))).toBe(0);
});

it('draws text', async () => {
  const withText = decode(await png(chart));
  const without = decode(await png(chart.replace(/<text.*?<\/text>/g, '')));
  const dark = ({ data }: { data: ArrayLike<number> }) => Array.from(data).filter((byte) => byte < 64).length;
  expect(dark(withText)).toBeGreaterThan(dark(without) + 1000);
});

it('draws pixels of an image grid as squares', async () => {
  const svg = imageGrid({ title: 'A', height: 2, width: 2, rows: [{ images: Uint8Array.of(10, 200, 100, 50) }] }).svg();
  const { width, data, channels } = decode(await png(svg, { width: 480 }));
  const { x, y, width: side } = all(parseSvg(svg), 'image')[0]?.attributes ?? {};
  const [left, top, size] = [2 * Number(x), 2 * Number(y), 2 * Number(side)];
  const seen = new Set<number>();
  for (let row = top; row < top + size; row++) {
    for (let column = left; column < left + size; column++) seen.add(data[(row * width + column) * channels] as number);
  }
  expect([...seen].sort((a, b) => a - b)).toEqual([10, 50, 100, 200]);
});

it('draws several figures as one, each in its place', async () => {
  const figure = { svg: () => chart, columns: [] };
  const { data, width, channels } = decode(
    await png(figureGrid({ title: 'Twice', figures: [figure, figure] }).svg({ width: 1200 })),
  );
  const dark = (x: number) => {
    let count = 0;
    for (let i = x; i < x + width / 2; i++)
      for (let y = 120; y < 700; y++) if ((data[(y * width + i) * channels] as number) < 64) count++;
    return count;
  };
  expect(dark(width / 2)).toBeGreaterThan(300);
  expect(dark(0)).toBeGreaterThan(300);
});

it('refuses what is not SVG, and widths that are none', async () => {
  const todo = 'Pass a figure that this package made.';
  await expect(png('hello')).rejects.toThrow(`png: expected an SVG with a width, received "hello". ${todo}`);
  await expect(png('<svg width="10"><g></svg>')).rejects.toThrow('png: expected well-formed SVG, received');
  await expect(png(chart, { width: 0.5 })).rejects.toThrow(
    'png: expected a whole width from 1 to 16384 pixels, received 0.5.',
  );
});

it('says what to install when the optional peer is missing', async () => {
  vi.doMock('@resvg/resvg-js', () => {
    throw new Error('Cannot find package');
  });
  // Nor is there a program that has one.
  const program = process.argv[1] as string;
  process.argv[1] = '/none';
  onTestFinished(() => {
    process.argv[1] = program;
  });
  await expect(png(chart)).rejects.toThrow(
    'png: expected the package @resvg/resvg-js, received none that loads. Run npm i @resvg/resvg-js.',
  );
});
