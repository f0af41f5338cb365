import { expect, it } from 'vitest';
import { textWidth, wrap } from './textWidth.ts';

it('adds up advance widths in proportion to the size', () => {
  expect(textWidth('0123456789', 10)).toBeCloseTo(55.6, 9);
  expect(textWidth('il', 20)).toBeCloseTo(2 * textWidth('il', 10), 9);
  expect(textWidth('MM', 10, true)).toBeGreaterThan(textWidth('MM', 10));
});

it('gives combining marks no width, and ideographs a full one', () => {
  expect(textWidth('z\u0303', 10)).toBe(textWidth('z', 10));
  expect(textWidth('潜在', 10)).toBe(20);
});

it('breaks at spaces, and inside a word only when it must', () => {
  expect(wrap('one two three', 10, textWidth('one two', 10))).toEqual(['one two', 'three']);
  expect(wrap('abcdef', 10, textWidth('abc', 10))).toEqual(['abc', 'def']);
  expect(wrap(' ', 10, 100)).toEqual([]);
});
