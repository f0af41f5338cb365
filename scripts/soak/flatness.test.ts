import { describe, expect, it } from 'vitest';
import { flatness } from './flatness.mjs';

describe('flatness', () => {
  it.each([
    ['caches that fill at first', [1, 50, 99, 100, 100, 100, 100, 100, 100], { part: 0, least: 0 }, true],
    ['one more a cycle', [1, 2, 3, 4, 5, 6, 7, 8, 9], { part: 0, least: 0 }, false],
    ['a little noise', [0, 0, 0, 100, 102, 101, 103, 104, 102], { part: 0.05, least: 0 }, true],
    ['a slow leak', [0, 0, 0, 100, 105, 110, 115, 120, 125], { part: 0.05, least: 0 }, false],
    ['a peak now and then', [0, 0, 0, 100, 100, 400, 100, 100, 400], { part: 0, least: 0 }, true],
  ])('%s', (_, values, allowed, ok) => expect(flatness(values, allowed).ok).toBe(ok));
});
