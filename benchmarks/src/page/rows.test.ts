import { expect, it } from 'vitest';
import { type PageRow, pageLines } from './rows.ts';

const row = (system: PageRow['system'], medianMs: number, more: Partial<PageRow> = {}): PageRow => ({
  job: 'A',
  system,
  threads: 2,
  version: '',
  steps: 1,
  firstMs: 1,
  firstLoss: 1,
  bytes: 1,
  medianMs,
  p10Ms: medianMs,
  p90Ms: medianMs,
  ...more,
});

it('on WebAssembly: the fastest peer of the same job and threads ÷ ours, whatever a GPU does', () => {
  const rows = [
    row('compiled', 2),
    row('jax-js', 5),
    row('tfjs-wasm', 4),
    row('jax-js-webgpu', 1),
    row('tfjs-wasm', 1, { threads: 1 }),
    row('tfjs-wasm', 1, { job: 'B' }),
  ];
  expect(pageLines(rows)).toEqual(['A in a page, threads: 2: best peer ÷ compiled = 2.00 (tfjs-wasm)']);
});

it('on WebGPU: kernels and bytes of a step beside those of each peer', () => {
  const crossings = { up: 36, down: 16, dispatches: 77 };
  const rows = [
    row('compiled-webgpu', 9, { crossings }),
    row('jax-js-webgpu', 8, { crossings: { ...crossings, dispatches: 80 } }),
    row('compiled', 1),
  ];
  expect(pageLines(rows)).toEqual([
    'A in a page, WebGPU: compiled-webgpu 77 kernels, 36 bytes up, 16 down; jax-js-webgpu 80 kernels, 36 bytes up, 16 down',
  ]);
});
