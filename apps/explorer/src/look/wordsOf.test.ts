import { expect, it } from 'vitest';
import { wordsOf } from './wordsOf.ts';

it('reads a name as words', () => {
  expect(wordsOf('meanDivergence')).toBe('mean divergence');
  expect(wordsOf('reconstruction')).toBe('reconstruction');
  expect(wordsOf('F(y)')).toBe('F(y)');
});
