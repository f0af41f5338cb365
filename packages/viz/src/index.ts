export { type Column, csv } from './csv.ts';
export type { Band } from './figures/band.ts';
export type { Series } from './figures/curve.ts';
export { type ImageGrid, type ImageRow, imageGrid, imageGridColumns } from './figures/imageGrid.ts';
export { type LineChart, type LineSeries, lineChart, lineChartColumns } from './figures/lineChart.ts';
export type { Overlay } from './figures/overlay.ts';
export { type Scatter, scatter, scatterColumns } from './figures/scatter.ts';
export type { Axis } from './panel/scale.ts';
export type { Look, ThemeName } from './svg/theme.ts';
