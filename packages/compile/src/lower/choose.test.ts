import { describe, expect, it } from 'vitest';
import type { Axis } from '../graph/convolution.ts';
import { backwardBlocks } from './blocks.ts';
import { chooseCuts, productsOf, type Way } from './choose.ts';
import { costs } from './costs.ts';
import { ofCpuInfo } from './instructionSet.ts';

/** Input and output of kernels of 4 with stride 2, padded by 1: 2n and n. */
const halving = (output: number): Axis => ({ input: 2 * output, output, kernel: 4, stride: 2, dilation: 1, pad: 1 });
const choice = (way: Way, output: number, from: number, to: number, set: keyof typeof costs) =>
  chooseCuts(way, [halving(output), halving(output)], { batch: 128, from, to }, costs[set]).join();

describe('chooseCuts', () => {
  it('makes a product for each phase of wide layers, and one for the whole width into a single channel', () => {
    expect(choice('backward', 7, 64, 32, 'avx512')).toBe('phase,phase');
    expect(choice('backward', 14, 32, 1, 'avx512')).toBe('phase,whole');
    expect(choice('forward', 14, 1, 32, 'avx512')).toBe('unit,unit');
    expect(choice('forward', 7, 32, 64, 'avx512')).toBe('unit,unit');
  });

  it('multiplies fewer zeros where products cost more', () => {
    const axes = [halving(7), halving(7)] as const;
    const cuts = [500, 50, 5].map((productsPerNs) =>
      chooseCuts('forward', axes, { batch: 128, from: 3, to: 16 }, { ...costs.avx512, productsPerNs }).join(),
    );
    const zeros = cuts.map((cut) => ['unit,unit', 'unit,whole', 'whole,whole'].indexOf(cut));
    expect(zeros).toEqual([...zeros].sort((a, b) => b - a));
    expect(zeros[0]).toBeGreaterThan(zeros[2] as number);
  });
});

it('phases multiply as often as kernel and input meet, 1.5 times less than with a stride of columns together', () => {
  const axes = [halving(7), halving(7)] as const;
  const multiplied = (columns: 'unit' | 'phase') =>
    productsOf('backward', axes, ['phase', columns])
      .flat()
      .map(([r, c]) => r.windows.flat().length * r.taps.length * c.windows.flat().length * c.taps.length)
      .reduce((a, b) => a + b);
  expect(multiplied('phase')).toBe(7 * 7 * 4 * 4);
  expect(multiplied('unit')).toBe(1.5 * 7 * 7 * 4 * 4);
  expect(backwardBlocks(axes[0], 'unit').windows[0]).toEqual([-1, 0, 1]);
});

describe('the instruction set of Linux', () => {
  it.each([
    ['flags\t\t: fpu avx2 avx512f avx512dq avx512bw avx512vl sha_ni\n', 'avx512'],
    ['flags\t\t: fpu avx avx2 fma\n', 'avx2'],
    ['flags\t\t: fpu avx2 avx512f avx512cd avx512er avx512pf\n', 'avx2'],
    ['', 'avx2'],
  ])('%j is %s', (text, set) => {
    expect(ofCpuInfo(text)).toBe(set);
  });
});
