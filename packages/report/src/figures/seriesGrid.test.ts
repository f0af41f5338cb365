import { describe, expect, it } from 'vitest';
import { gridOf } from './reconstructionsFigure.ts';
import { seriesGrid } from './seriesGrid.ts';

/** [windows, steps, columns] */
const values = (windows: number, steps: number, columns: number) =>
  Float32Array.from({ length: windows * steps * columns }, (_, i) => Math.sin(i));

describe('seriesGrid', () => {
  it('draws a curve a column over the steps of each window, up to six windows', () => {
    const y = values(8, 5, 2);
    const { svg, columns } = seriesGrid('Windows', [5, 2], [{ title: 'original', values: y }]);
    expect(svg()).toContain('Window 5');
    expect(svg()).not.toContain('Window 6');
    const [figure, , column, value] = columns.map((one) => one.values);
    const second = Array.from(value ?? []).filter((_, i) => figure?.[i] === 'b' && column?.[i] === 'value');
    expect(second).toEqual([0, 1].flatMap((c) => [0, 1, 2, 3, 4].map((step) => y[10 + 2 * step + c])));
  });

  it('draws a map of steps and columns for each kind of row where there are many columns', () => {
    const rows = ['original', 'reconstruction'].map((title) => ({ title, values: values(2, 4, 6) }));
    const svg = seriesGrid('Spectra', [4, 6, 1], rows).svg();
    for (const title of ['original 0', 'reconstruction 0', 'original 1', 'reconstruction 1'])
      expect(svg).toContain(title);
  });
});

describe('gridOf', () => {
  it('has black and white where numbers are far from [0, 1], and says so', () => {
    const { title, rows } = gridOf('Grid', [1, 2], [{ images: { values: [-2, 6], shape: [1, 1, 2] } }]);
    expect([title, Array.from(rows[0]?.images ?? [])]).toEqual(['Grid (black is -2.00, white 6.00)', [0, 1]]);
    const near = gridOf('Grid', [1, 2], [{ images: { values: [-0.1, 1.1], shape: [1, 1, 2] } }]);
    expect([near.title, Array.from(near.rows[0]?.images ?? [])]).toEqual(['Grid', [0, 1]]);
  });
});
