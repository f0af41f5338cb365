import { expect, it } from 'vitest';
import { inWords, tickLabels } from './tickLabels.ts';

const written = (values: number[], log = false) =>
  tickLabels(values, log).map(({ text, exponent }) => (exponent === undefined ? text : `${text}^${exponent}`));

it('has as many decimals as the finest tick needs, in all of them', () => {
  expect(written([0, 0.25, 0.5])).toEqual(['0.00', '0.25', '0.50']);
  expect(written([-0.1, 0, 0.1 * 3])).toEqual(['−0.1', '0.0', '0.3']);
  expect(written([-5, 0, 5])).toEqual(['−5', '0', '5']);
});

it('groups thousands from five digits on', () => {
  expect(written([0, 5000, 10_000, 60_000])).toEqual(['0', '5000', '10\u202f000', '60\u202f000']);
});

it('takes one power of ten for very large and very small numbers', () => {
  expect(written([-2e-7, 0, 1e-7])).toEqual(['−2×10^−7', '0', '10^−7']);
  expect(written([0, 500_000, 1_000_000, 1_500_000])).toEqual(['0', '0.5×10^6', '1.0×10^6', '1.5×10^6']);
});

it('takes powers of ten on a logarithmic axis beyond 0.001 … 10 000', () => {
  expect(written([0.01, 0.1, 1, 10], true)).toEqual(['0.01', '0.1', '1', '10']);
  expect(written([1e-5, 2e-5], true)).toEqual(['10^−5', '2×10^−5']);
});

it('has nothing to say about nothing', () => {
  expect(tickLabels([])).toEqual([]);
});

it('writes four digits in a sentence', () => {
  expect([0.04123456, 123456, -2, 1e-9].map(inWords)).toEqual(['0.04123', '123500', '-2', '1e-9']);
});
