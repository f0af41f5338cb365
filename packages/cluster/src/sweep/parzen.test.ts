import { describe, expect, it } from 'vitest';
import { parzen } from './parzen.ts';
import type { Space } from './space.ts';
import { uniforms } from './uniforms.ts';

const x = { kind: 'number', low: -1, high: 2, log: false } as const;
const rate = { kind: 'number', low: 1e-4, high: 1, log: true } as const;
const layers = { kind: 'number', low: 1, high: 5, log: false, step: 1 } as const;
const kind = { kind: 'choice', values: ['a', 'b', 'c'] } as const;

/** The sum of a density over the points of a grid. */
const sum = (values: readonly number[], log: (value: number) => number) =>
  values.reduce((total, value) => total + Math.exp(log(value)), 0);

describe('parzen', () => {
  it('∫ p = 1 over a range, ∑ p = 1 over steps and choices', () => {
    const dx = 3 / 4000;
    const middle = Array.from({ length: 4000 }, (_, i) => -1 + (i + 0.5) * dx);
    const ofX = parzen({ x }, [{ x: 0.2 }, { x: 0.9 }, { x: -1 }], [1, 0.5, 1]);
    expect(sum(middle, (value) => ofX.logDensity({ x: value })) * dx).toBeCloseTo(1, 6);
    const ofLayers = parzen({ layers }, [{ layers: 1 }, { layers: 4 }], [1, 1]);
    expect(sum([1, 2, 3, 4, 5], (value) => ofLayers.logDensity({ layers: value }))).toBeCloseTo(1, 12);
    const ofKind = parzen({ kind }, [{ kind: 'b' }], [1]);
    const all = kind.values.map((value) => Math.exp(ofKind.logDensity({ kind: value })));
    expect(all.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(all[1]).toBeGreaterThan(all[0] as number);
  });

  it('∫ p d ln x = 1 on a logarithmic scale', () => {
    const [from, width] = [Math.log(1e-4), Math.log(1e4)];
    const n = 4000;
    const points = Array.from({ length: n }, (_, i) => Math.exp(from + ((i + 0.5) / n) * width));
    const p = parzen({ rate }, [{ rate: 1e-3 }, { rate: 0.5 }], [1, 1]);
    expect((sum(points, (value) => p.logDensity({ rate: value })) * width) / n).toBeCloseTo(1, 6);
  });

  it('draws what its density says', () => {
    const p = parzen({ kind, x }, [{ kind: 'a', x: 0 }], [3]);
    const uniform = uniforms(5, 0);
    const n = 4000;
    let hits = 0;
    for (let i = 0; i < n; i++) if (p.draw(uniform).kind === 'a') hits++;
    // Smoothed: (1 + 1/2) / (1 + 3/2) of the kernel with weight 3/4, and 1/3 of the prior.
    const share = 0.75 * 0.6 + 0.25 / 3;
    expect(Math.abs(hits / n - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n));
  });

  it('stays in its range, on its steps', () => {
    const space: Space = { x, rate, layers };
    const p = parzen(space, [{ x: 2, rate: 1, layers: 5 }], [1]);
    const uniform = uniforms(1, 0);
    for (let i = 0; i < 300; i++) {
      const point = p.draw(uniform) as Record<string, number>;
      expect(point.x).toBeGreaterThanOrEqual(-1);
      expect(point.x).toBeLessThanOrEqual(2);
      expect(point.rate).toBeLessThanOrEqual(1);
      expect([1, 2, 3, 4, 5]).toContain(point.layers);
    }
  });
});
