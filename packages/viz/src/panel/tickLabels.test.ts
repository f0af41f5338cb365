import { expect, it } from 'vitest';
import { inWords, tickLabels } from './tickLabels.ts';

it('has as many decimals as the finest tick needs, in all of them', () => {
  expect(tickLabels([0, 0.25, 0.5])).toEqual(['0.00', '0.25', '0.50']);
  expect(tickLabels([-0.1, 0, 0.1 * 3])).toEqual(['−0.1', '0.0', '0.3']);
  expect(tickLabels([-5, 0, 5])).toEqual(['−5', '0', '5']);
});

it('groups thousands from five digits on', () => {
  expect(tickLabels([0, 5000, 10_000, 60_000])).toEqual(['0', '5000', '10\u202f000', '60\u202f000']);
});

it('takes one power of ten for very large and very small numbers', () => {
  expect(tickLabels([-2e-7, 0, 1e-7])).toEqual(['−2e−7', '0', '1e−7']);
  expect(tickLabels([0, 500_000, 1_000_000, 1_500_000])).toEqual(['0', '0.5e6', '1.0e6', '1.5e6']);
});

it('takes powers of ten on a logarithmic axis beyond 0.0001 … 100 000', () => {
  expect(tickLabels([0.01, 0.1, 1, 10], true)).toEqual(['0.01', '0.1', '1', '10']);
  expect(tickLabels([1e-5, 0.001, 100], true)).toEqual(['1e−5', '0.001', '100']);
});

it('has nothing to say about nothing', () => {
  expect(tickLabels([])).toEqual([]);
});

it('writes four digits in a sentence', () => {
  expect([0.04123456, 123456, -2, 1e-9].map(inWords)).toEqual(['0.04123', '123500', '-2', '1e-9']);
});
