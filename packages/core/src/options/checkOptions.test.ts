import { describe, expect, it } from 'vitest';
import { checkOptions, ranges } from '../internal.ts';

describe('checkOptions', () => {
  it.each<[keyof typeof ranges, number[], number[]]>([
    ['count', [1, 1e9], [0, 1.5, Number.NaN, 2 ** 53]],
    ['countOrNone', [0, 1], [-1, 0.5]],
    ['positive', [1e-9], [0, Number.POSITIVE_INFINITY]],
    ['nonNegative', [0, 3], [-1e-9, Number.NaN]],
    ['fraction', [0, 0.999], [1, -0.1]],
    ['betweenZeroAndOne', [0.5], [0, 1]],
  ])('%s takes %j and refuses %j', (name, taken, refused) => {
    for (const a of taken) checkOptions('f', { a }, ranges[name]);
    for (const a of refused) expect(() => checkOptions('f', { a }, ranges[name])).toThrow(ranges[name].words);
  });

  it('names the first that is outside, and takes neither undefined nor what only looks like a number', () => {
    expect(() => checkOptions('adam', { a: 1, b: 0, c: 0 }, ranges.count)).toThrow(
      'adam, b: expected a whole number of at least 1, received 0. Pass b as such a number.',
    );
    for (const b of [undefined, '1', null]) {
      expect(() => checkOptions('f', { b: b as unknown as number }, ranges.count)).toThrow(`received ${b}.`);
    }
  });
});
