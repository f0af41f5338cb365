import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rocCurve } from './rocCurve.ts';

const rows = fc.array(fc.record({ score: fc.integer({ min: -5, max: 5 }), positive: fc.boolean() }), { minLength: 2 });

describe('rocCurve', () => {
  it('has the area of the share of pairs in order, ties by half', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const [high, low] = [all.filter(({ positive }) => positive), all.filter(({ positive }) => !positive)];
        fc.pre(high.length > 0 && low.length > 0);
        const pairs = high.flatMap((a) => low.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)));
        const mean = pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length;
        const { area, falsePositive, truePositive } = rocCurve(
          all.map(({ score }) => score),
          all.map(({ positive }) => positive),
        );
        expect(area).toBeCloseTo(mean, 12);
        expect([falsePositive[0], truePositive[0], falsePositive.at(-1), truePositive.at(-1)]).toEqual([0, 0, 1, 1]);
        const trapezoids = falsePositive
          .slice(1)
          .map(
            (x, i) =>
              (x - (falsePositive[i] as number)) *
              ((truePositive[i] as number) + (truePositive[i + 1] as number)) *
              0.5,
          );
        expect(trapezoids.reduce((sum, part) => sum + part, 0)).toBeCloseTo(area, 12);
      }),
    );
  });

  it('steps up for positives and right for negatives', () => {
    const { falsePositive, truePositive, area } = rocCurve([3, Number.POSITIVE_INFINITY, 1, 2], [0, 1, 0, 1]);
    expect([...falsePositive]).toEqual([0, 0, 0.5, 0.5, 1]);
    expect([...truePositive]).toEqual([0, 0.5, 0.5, 1, 1]);
    expect(area).toBe(0.75);
  });

  it.each([
    [[1, 2], [1], 'rocCurve: expected 2 kinds, one for each score, received 1. Pass the same rows.'],
    [[1, Number.NaN], [1, 0], 'rocCurve: expected scores that can be ordered, received NaN at row 1.'],
    [[1, 2], [1, 1], 'rocCurve: expected rows of both kinds, received 2 positive and 0 negative. Score rows of both.'],
  ])('refuses %j of %j', (scores, positive, message) => {
    expect(() => rocCurve(scores, positive)).toThrow(message);
  });
});
