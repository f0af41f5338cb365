// What the examples in this package's doc comments take for granted.
import type { LineChart } from '../src/index.ts';

export const chart: LineChart = {
  title: 'Test cost',
  x: { label: 'epoch' },
  y: { label: 'squared error', unit: 'per pixel' },
  series: [{ name: 'autoencoder', x: [1, 2, 3], y: [0.07, 0.05, 0.04] }],
};
