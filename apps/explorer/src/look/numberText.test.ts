import { expect, it } from 'vitest';
import { codeText, numberText } from './numberText.ts';

it('writes numbers with a true minus', () => {
  expect(numberText(-1.234)).toBe('−1.23');
  expect(numberText(3, 0)).toBe('3');
});
it('writes the first latent dimensions', () => {
  expect(codeText([0.5, -1])).toBe('(0.50, −1.00)');
  expect(codeText([1, 2, 3], 2)).toBe('(1.00, 2.00, …)');
});
