import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { signedColor } from '../svg/colorScale.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { pngOf } from '../testing/pngOf.ts';
import type { ImageGrid } from './gridOfImages.ts';
import { imageGrid } from './imageGrid.ts';

/** Two rows of three images, each 2 high and 3 wide; the image i of row r holds 100 r + 10 i + pixel. */
const rows = [0, 1].map((r) => ({
  title: `row ${r}`,
  images: Uint8Array.from({ length: 18 }, (_, i) => 100 * r + 10 * Math.floor(i / 6) + (i % 6)),
}));
const grid: ImageGrid = { title: 'Digits', height: 2, width: 3, rows };
const alpha = (svg: string, channels: 2 | 4) =>
  Array.from(pngOf(svg).data).filter((_, i) => i % channels === channels - 1);

it('colours signed numbers on one scale for all: weights of a layer as images', () => {
  const weights: ImageGrid = {
    title: 'Filters',
    height: 1,
    width: 2,
    signed: true,
    rows: [{ images: [-1, 0] }, { images: [4, 2] }],
  };
  const { data } = pngOf(imageGrid(weights).svg());
  const color = (pixel: number) =>
    `#${[0, 1, 2].map((k) => (data[4 * pixel + k] as number).toString(16).padStart(2, '0')).join('')}`;
  const last = data.length / 4 - 2;
  expect([color(1), color(last)]).toEqual([signedColor(0.5), signedColor(1)]);
  expect(parseSvg(imageGrid(weights).svg()).children[1]?.text).toBe('2 rows of 1 signed image, 2 by 1 pixels.');
  expect(csv(imageGrid(weights).columns)).toBe('row,image,y0x0,y0x1\r\n,0,-1,0\r\n,0,4,2\r\n');
  expect(() => imageGrid({ ...weights, rows: [{ images: [0, Number.NaN] }] })).toThrow(
    'imageGrid: expected finite numbers, received NaN in row 0. Leave such images out.',
  );
  expect(() => imageGrid({ ...weights, channels: 3 })).toThrow(
    'imageGrid: expected one channel of signed numbers, received 3. Draw a grid for each channel.',
  );
});

describe('imageGrid', () => {
  it('is one image with every byte in its place and transparent gaps of one pixel', () => {
    const { width, height, channels, data } = pngOf(imageGrid(grid).svg());
    expect({ width, height, channels }).toEqual({ width: 3 * 3 + 2, height: 2 * 2 + 1, channels: 2 });
    const shown = Array.from({ length: width * height }, (_, i) => (data[2 * i + 1] === 255 ? data[2 * i] : -1));
    expect(shown).toEqual(
      [
        [0, 1, 2, -1, 10, 11, 12, -1, 20, 21, 22],
        [3, 4, 5, -1, 13, 14, 15, -1, 23, 24, 25],
        Array(11).fill(-1),
        [100, 101, 102, -1, 110, 111, 112, -1, 120, 121, 122],
        [103, 104, 105, -1, 113, 114, 115, -1, 123, 124, 125],
      ].flat(),
    );
  });

  it('turns a number v in [0, 1] into the byte round(255 v)', () => {
    const numbers = rows.map(({ images }) => ({ images: Float32Array.from(images, (byte) => byte / 255) }));
    expect(pngOf(imageGrid({ ...grid, rows: numbers }).svg()).data).toEqual(pngOf(imageGrid(grid).svg()).data);
  });

  it('keeps red, green and blue', () => {
    const images = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3);
    const { channels, data } = pngOf(
      imageGrid({ title: 'RGB', height: 2, width: 2, channels: 3, rows: [{ images }] }).svg(),
    );
    expect(channels).toBe(4);
    expect(Array.from(data)).toEqual([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 1, 2, 3, 255]);
  });

  it('shows pixels as squares of a whole size, at the aspect of the image', () => {
    const [image] = all(parseSvg(imageGrid(grid).svg()), 'image');
    expect(image?.attributes).toMatchObject({ width: '88', height: '40', 'image-rendering': 'pixelated' });
    const tall = { title: 'tall', height: 56, width: 7, rows: [{ images: new Uint8Array(56 * 7 * 4) }] };
    const { attributes } = all(parseSvg(imageGrid(tall).svg()), 'image')[0] ?? {};
    expect(Number(attributes?.width) / Number(attributes?.height)).toBe((4 * 7 + 3) / 56);
  });

  it('takes a single image of a single pixel', () => {
    const svg = imageGrid({ title: 'One', height: 1, width: 1, rows: [{ images: [1] }] }).svg();
    expect(Array.from(pngOf(svg).data)).toEqual([255, 255]);
    expect(alpha(svg, 2)).toEqual([255]);
  });

  it('fits into a width that it is given', () => {
    const thirty = {
      title: 'Thirty',
      height: 28,
      width: 28,
      rows: [{ title: 'original', images: new Uint8Array(30 * 784) }],
    };
    const svg = parseSvg(imageGrid(thirty).svg({ width: 400 }));
    const { x, width } = all(svg, 'image')[0]?.attributes ?? {};
    expect(svg.attributes.width).toBe('400');
    expect(Number(x) + Number(width)).toBeCloseTo(384, 1);
  });

  it('has titles beside rows, a name, a description, and the same bytes each time', () => {
    const svg = imageGrid(grid).svg();
    expect(texts(svg)).toEqual(['Digits', 'row 0', 'row 1']);
    expect(parseSvg(svg).attributes.role).toBe('img');
    expect(all(parseSvg(svg), 'desc')[0]?.text).toBe('2 rows of 3 grey images, 3 by 2 pixels: row 0, row 1.');
    expect(imageGrid(grid).svg()).toBe(svg);
    expect(texts(imageGrid({ ...grid, rows: [{ images: rows[0]?.images as Uint8Array }] }).svg())).toEqual(['Digits']);
  });
});

it('its columns hold one image per row, its pixels by their place', () => {
  const small = { title: 'a', height: 1, width: 2, rows: [{ title: 'x', images: [0, 0.5, 1, 0.25] }] };
  expect(csv(imageGrid(small).columns)).toBe('row,image,y0x0,y0x1\r\nx,0,0,0.5\r\nx,1,1,0.25\r\n');
  const rgb = { title: 'a', height: 1, width: 1, channels: 3, rows: [{ images: Uint8Array.of(1, 2, 3) }] } as const;
  expect(csv(imageGrid(rgb).columns)).toBe('row,image,y0x0r,y0x0g,y0x0b\r\n,0,1,2,3\r\n');
});

describe('imageGrid refuses', () => {
  const row = (...images: number[]) => ({ title: 'a', height: 1, width: 2, rows: [{ images }] });
  const range = 'imageGrid: expected bytes in a Uint8Array or numbers in [0, 1], received';
  it.each([
    [
      { ...grid, rows: [] },
      'imageGrid: expected at least one image, received none. Draw the figure when there is data.',
    ],
    [row(), 'imageGrid: expected at least one image, received none. Draw the figure when there is data.'],
    [
      row(0, 1, 0),
      'imageGrid: expected a multiple of 2 numbers per row, [images,1,2,1], received 3 in row 0. Give whole images.',
    ],
    [row(0, 0, 0, 255), `${range} 255 in row 0, image 1. Divide by 255, or clip.`],
    [row(0, Number.NaN), `${range} NaN in row 0, image 0. Divide by 255, or clip.`],
    [
      { ...row(0, 1), rows: [{ images: [0, 1] }, { images: [0, 1, 0, 1] }] },
      'imageGrid: expected 1 image in every row, received 2 in row 1. Cut the rows to one length.',
    ],
    [
      { ...row(0, 1), height: 1.5 },
      'imageGrid: expected whole sides and 1 or 3 channels, received [1.5,2,1]. Give the shape of one image; other channels are drawn as one grey grid each.',
    ],
  ])('%#: bad data', (bad: ImageGrid, message) => {
    expect(() => imageGrid(bad)).toThrow(message);
  });
});

describe('rows of an image grid one by one', () => {
  const labelled: ImageGrid = {
    ...grid,
    rows: rows.map((row, r) => ({ ...row, labels: [0, 1, 2].map((i) => `e${r}${i}`) })),
  };
  it('have their labels under the middles of their images', () => {
    const svg = parseSvg(imageGrid(labelled).svg());
    const images = all(svg, 'image').map(({ attributes }) => attributes);
    const labels = all(svg, 'text').filter(({ text }) => /^e\d\d$/.test(text));
    expect(images).toHaveLength(2);
    expect(labels.map(({ text }) => text)).toEqual(['e00', 'e01', 'e02', 'e10', 'e11', 'e12']);
    const [x, width] = [Number(images[0]?.x), Number(images[0]?.width)];
    expect(Number(labels[1]?.attributes.x)).toBeCloseTo(x + width / 2);
    expect(Number(labels[0]?.attributes.y)).toBeGreaterThan(Number(images[0]?.y) + Number(images[0]?.height));
  });
  it('have their titles above them on a narrow page, and the same pixels', () => {
    const svg = parseSvg(imageGrid(grid).svg({ width: 358 }));
    expect(all(svg, 'image')).toHaveLength(2);
    const title = all(svg, 'text').find(({ text }) => text === 'row 1');
    const [, second] = all(svg, 'image');
    expect(Number(title?.attributes.y)).toBeLessThan(Number(second?.attributes.y));
    expect(Number(second?.attributes.x)).toBe(16);
  });
});
