import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../check/tool.mjs';
import { rows } from './rows.mjs';
import { type Published, type Reached, reachedOf, verdictOf } from './verdict.mjs';

type Kept = Reached & { seeds: number[]; reached: number[]; published: Published[]; verdict: string };
const kept: Record<string, Kept> = JSON.parse(
  readFileSync(join(root, 'benchmarks', 'results', 'reproduce.json'), 'utf8'),
).rows;

describe('verdictOf', () => {
  const published = { value: 100, source: '', url: '' };
  const ours = (mean: number, deviation: number | null = 0.1) => ({ mean, deviation, seeds: [0, 1] });

  it('is what the numbers say', () => {
    expect(verdictOf(ours(100.3), published)).toBe('reaches it');
    expect(verdictOf(ours(102), published)).toBe('short of it by 2.0 (2.0 %)');
    expect(verdictOf(ours(97), published)).toBe('below it by 3.0');
    expect(verdictOf(ours(97), undefined)).toBe('no published figure that we could verify');
  });

  it('lets a spread that is wide decide nothing', () => {
    expect(verdictOf(ours(102, 3), published)).toBe('reaches it');
    expect(verdictOf(ours(102), { ...published, deviation: 2 })).toBe('reaches it');
  });

  it('takes the deviation of n − 1', () => {
    expect(reachedOf([1, 3])).toEqual({ mean: 2, deviation: Math.SQRT2 });
    expect(reachedOf([1])).toEqual({ mean: 1, deviation: null });
  });
});

describe('benchmarks/results/reproduce.json', () => {
  it.for(Object.entries(kept))('%s: mean, deviation and verdict follow from what was reached', ([name, row]) => {
    expect(Object.keys(rows)).toContain(name);
    expect(reachedOf(row.reached)).toEqual({ mean: row.mean, deviation: row.deviation });
    expect(verdictOf(row, row.published[0])).toBe(row.verdict);
    expect(row.reached).toHaveLength(row.seeds.length);
  });
});
