import { describe, expect, it } from 'vitest';
import type { StepRow } from '../measure/rows.ts';
import { stepFigure } from './figure.ts';
import { growthFigure } from './growthFigure.ts';
import { ratioLine, ratiosOf } from './ratios.ts';
import { stepTable } from './tables.ts';

const row = (system: StepRow['system'], medianMs: number): StepRow => ({
  job: 'A',
  system,
  threads: 2,
  medianMs,
  p10Ms: medianMs * 0.9,
  p90Ms: medianMs * 1.2,
  imagesPerSecond: 128_000 / medianMs,
  version: 'x 1.0',
  variant: system === 'torch' ? 'channels last' : '',
  batchSize: 128,
  steps: 600,
  idleShare: 0,
  timesProducts: medianMs / 0.4,
});
const rows = [row('torch', 1.6), row('compiled', 0.5), row('jax', 0.75), row('cpu', 176)];

describe('ratiosOf', () => {
  it('is the best peer ÷ compiled; our other engines are no peers', () => {
    expect(ratiosOf(rows)).toEqual([{ job: 'A', threads: 2, ratio: 1.5, bestPeer: 'jax' }]);
    expect(ratiosOf(rows).map(ratioLine)).toEqual(['A, 2 threads: best peer ÷ compiled = 1.50 (jax)']);
  });

  it('is missing where one of the two is', () => {
    expect(ratiosOf([row('compiled', 1), row('wasm', 2)])).toEqual([]);
  });
});

describe('stepTable', () => {
  it('has the fastest first, in columns', () => {
    expect(stepTable(rows).split('\n').slice(0, 4)).toEqual([
      '| job | system   | threads | median ms |   p10 |   p90 | ÷ products | images/s | steps | version              |',
      '|-----|----------|--------:|----------:|------:|------:|-----------:|---------:|------:|----------------------|',
      '| A   | compiled |       2 |     0.500 | 0.450 | 0.600 |       1.25 |  256,000 |   600 | x 1.0                |',
      '| A   | jax      |       2 |     0.750 | 0.675 | 0.900 |       1.88 |  170,667 |   600 | x 1.0                |',
    ]);
  });
});

describe('stepFigure', () => {
  it('puts a dot for each row, further right for more time', () => {
    const places = [...stepFigure(rows).matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(places.length).toBe(4);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('growthFigure', () => {
  it('has a curve for us and one for the best peer at each place, further up for more time', () => {
    const at = (system: StepRow['system'], width: number, ms: number) => ({
      ...row(system, ms),
      axis: 'width' as const,
      at: width,
    });
    const svg = growthFigure([
      at('compiled', 64, 1),
      at('jax', 64, 2),
      at('torch', 64, 3),
      at('compiled', 128, 4),
      at('jax', 128, 9),
      at('torch', 128, 5),
    ]);
    const curves = [...svg.matchAll(/points="([^"]+)"/g)].map(([, points]) =>
      (points as string).split(' ').map((point) => point.split(',').map(Number) as [number, number]),
    );
    const [peer, ours] = curves as [[number, number][], [number, number][]];
    expect(curves.length).toBe(2);
    for (const place of [0, 1]) expect(peer[place]?.[0]).toBe(ours[place]?.[0]);
    // 1 and 4 ms beside 2 (JAX) and 5 (PyTorch), from the top down.
    const heights = [peer[1], ours[1], peer[0], ours[0]].map((point) => point?.[1] as number);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });
});
