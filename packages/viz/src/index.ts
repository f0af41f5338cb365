export { type Column, csv } from './csv.ts';
export { type ImageGrid, type ImageRow, imageGrid, imageGridColumns } from './figures/imageGrid.ts';
export { type LineChart, lineChart, lineChartColumns, type Series } from './figures/lineChart.ts';
export { type Scatter, scatter, scatterColumns } from './figures/scatter.ts';
export type { Axis } from './panel/scale.ts';
export type { Look, ThemeName } from './svg/theme.ts';
