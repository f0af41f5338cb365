import { describe, expect, it } from 'vitest';
import type { RunCurves, RunRow } from './protocol.ts';
import { quantities, seriesOf, valueAt } from './series.ts';

const line = (...value: number[]) => ({ step: value.map((_, i) => 10 * (i + 1)), value });
const curves: RunCurves = {
  steps: 30,
  stepsPerEpoch: 10,
  train: line(3, 2, 1),
  test: line(4, 3, 2),
  learningRate: line(0.1, 0.1, 0.01),
  gradientNorm: line(),
  terms: { reconstruction: line(2, 1, 0.5), divergence: line(1, 1, 0.5) },
};
const rows = [{ row: { id: 'a' } as RunRow, place: 3 }];

describe('the lines of the chart', () => {
  it('are the loss of batches and of the test split, over epochs or steps', () => {
    const [train, test] = seriesOf(rows, new Map([['a', curves]]), { show: 'loss', x: 'epoch' });
    expect(train).toEqual({ name: 'a', place: 3, train: true, x: [1, 2, 3], y: [3, 2, 1] });
    expect(test).toMatchObject({ train: false, y: [4, 3, 2] });
    expect(seriesOf(rows, new Map([['a', curves]]), { show: 'divergence', x: 'step' })).toMatchObject([
      { x: [10, 20, 30], y: [1, 1, 0.5] },
    ]);
    expect(seriesOf(rows, new Map(), { show: 'loss', x: 'step' })).toEqual([]);
  });
  it('offer each term where there are several', () => {
    expect(quantities([curves])).toEqual(['loss', 'reconstruction', 'divergence', 'learning rate']);
    expect(quantities([curves, { ...curves, gradientNorm: line(2) }]).at(-1)).toBe('norm of the gradients');
    expect(quantities([{ ...curves, terms: { reconstruction: line(1) } }])).toEqual(['loss', 'learning rate']);
  });
  it('are read at the nearest point, and not beyond their ends', () => {
    const [train] = seriesOf(rows, new Map([['a', curves]]), { show: 'loss', x: 'epoch' });
    expect([0.2, 1.4, 2.9, 5].map((at) => valueAt(train as never, at))).toEqual([3, 3, 1, undefined]);
  });
});
