import { expect, it } from 'vitest';
import { rounded } from './rounded.ts';

it('writes no sign before 0', () => {
  expect([-0.001, 0, -0, -1.5, 2].map((value) => rounded(value, 2))).toEqual(['0.00', '0.00', '0.00', '-1.50', '2.00']);
});
