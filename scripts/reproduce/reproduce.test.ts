import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../check/tool.mjs';
import { runName } from './measure.mjs';
import { rows } from './rows.mjs';
import { type Published, publishedOf, type Reached, reachedOf, verdictOf } from './verdict.mjs';

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
    expect(verdictOf(ours(540), published)).toBe('short of it by 440 (440 %)');
    expect(verdictOf(ours(97), published)).toBe('below it by 3.0');
    expect(verdictOf(ours(97), undefined)).toBe('no published figure to compare with');
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

describe('publishedOf', () => {
  const published = [{ value: 1, source: 'a paper', url: 'https://example.org' }];
  const besides = [1, 3].map((value) => ({ value, source: 'another program', url: '' }));
  const beside = { mean: 5, deviation: 0.5, title: 'The other' };

  it('is the paper, unless another program or row was measured on the same data', () => {
    expect(publishedOf({ published }, { besides: [] })).toBe(published);
    expect(publishedOf({ published: [] }, { besides: [] })).toEqual([]);
    expect(publishedOf({ published }, { besides })).toEqual([
      { value: 2, deviation: Math.SQRT2, source: 'another program', url: '' },
    ]);
    expect(publishedOf({ published: [], beside: 'other' }, { besides: [], beside })).toEqual([
      { value: 5, deviation: 0.5, source: 'our row other: The other', url: '' },
    ]);
  });
});

it('a run that is kept is taken up only with the same flags', () => {
  expect(runName('vae-mnist', [], 3)).toBe('vae-mnist-3');
  expect(runName('vae-mnist', ['--epochs', '1'], 3)).toBe('vae-mnist-3-epochs-1');
});

describe('rows', () => {
  it.for(Object.entries(rows))('%s: is held against what is there, or says why against nothing', ([, row]) => {
    if (row.beside !== undefined) expect(Object.keys(rows)).toContain(row.beside);
    for (const { value, source, url } of row.published) {
      expect(value).toBeGreaterThan(0);
      expect(source).not.toBe('');
      expect(url).toMatch(/^https:/);
    }
    if (row.published.length > 0) expect(row.theirs).not.toBe('');
    if ('within' in row) expect(row.within[0]).toBeLessThan(row.within[1]);
  });
});

describe('benchmarks/results/reproduce.json', () => {
  it.for(Object.values(rows).flatMap((row) => row.beside ?? []))(
    '%s: who is held against it has its figures',
    (name) => {
      for (const [other, row] of Object.entries(rows)) {
        if (row.beside !== name) continue;
        expect(kept[other]?.published[0]).toMatchObject({ value: kept[name]?.mean, deviation: kept[name]?.deviation });
      }
    },
  );

  it.for(Object.entries(kept))('%s: mean, deviation and verdict follow from what was reached', ([name, row]) => {
    expect(Object.keys(rows)).toContain(name);
    expect(reachedOf(row.reached)).toEqual({ mean: row.mean, deviation: row.deviation });
    expect(verdictOf(row, row.published[0])).toBe(row.verdict);
    expect(row.reached).toHaveLength(row.seeds.length);
  });
});
