import { expect, it } from 'vitest';
import { completed, completions } from './completions.ts';
import { around, placeOf } from './crop.ts';
import { entropyOf, likeliest, probabilities, shareText } from './distribution.ts';

it('a distribution: softmax, entropy in nats, the likeliest first', () => {
  const p = probabilities(Float64Array.of(0, Math.log(3), Number.NEGATIVE_INFINITY));
  expect([...p]).toEqual([0.25, 0.75, 0].map((share) => expect.closeTo(share, 12)));
  expect(entropyOf(p)).toBeCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), 12);
  expect(entropyOf(probabilities(new Float64Array(8)))).toBeCloseTo(Math.log(8), 12);
  expect(likeliest(p, 5)).toEqual([1, 0]);
  expect(likeliest(Float64Array.of(0.2, 0.4, 0.4), 2)).toEqual([1, 2]);
  expect([0.374, 0.0042, 0.0004, 1].map(shareText)).toEqual(['37 %', '0.4 %', '< 0.1 %', '100 %']);
});

it('completes the last word', () => {
  const words = ['a', 'above', 'circle', 'cyan', 'red'];
  expect(completions('a red c', words, 8)).toEqual(['circle', 'cyan']);
  expect(completions('a red C', words, 1)).toEqual(['circle']);
  expect(completions('a', words, 8)).toEqual(['above']);
  expect(completions('a red', words, 8)).toEqual([]);
  expect(completions('red ', words, 2)).toEqual(['a', 'above']);
  expect(completions('x', words, 2)).toEqual([]);
  expect(completed('a red c', 'circle')).toBe('a red circle ');
  expect(completed('red,', 'a')).toBe('red,a ');
});

it('cuts out a cell with its neighbours, as far as the image goes', () => {
  // 4 × 6 pixels, 2 × 3 cells of 2 × 2 pixels
  const image = Float32Array.from({ length: 24 }, (_, i) => i);
  const grid = { grid: [2, 3], planes: 1 } as const;
  expect(around(image, [4, 6], 0, grid)).toEqual({
    shape: [4, 4, 1],
    values: Float32Array.of(0, 1, 2, 3, 6, 7, 8, 9, 12, 13, 14, 15, 18, 19, 20, 21),
  });
  expect(around(image, [4, 6, 1], 4, grid).shape).toEqual([4, 6, 1]);
  // With three indices per cell, tokens 3 to 5 are of the second cell.
  const three = { grid: [2, 9], planes: 3 } as const;
  expect(around(image, [4, 6, 1], 5, three)).toEqual(around(image, [4, 6, 1], 1, grid));
  expect(placeOf(14, three)).toEqual({ row: 1, column: 5 });
});
