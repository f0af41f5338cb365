import { expect, it } from 'vitest';
import { csv } from './csv.ts';

it('writes a header, then one row per number, each ended by CRLF', () => {
  const cost = { name: 'cost (nats)', values: Float64Array.of(101.5, 0.1 + 0.2) };
  expect(csv([{ name: 'epoch', values: [1, 2] }, cost])).toBe(
    'epoch,cost (nats)\r\n1,101.5\r\n2,0.30000000000000004\r\n',
  );
});

it('quotes what RFC 4180 says must be quoted, and nothing else', () => {
  const values = ['plain text', 'a,b', 'say "yes"', 'two\nlines', ''];
  expect(csv([{ name: 'μ, σ', values }])).toBe(
    '"μ, σ"\r\nplain text\r\n"a,b"\r\n"say ""yes"""\r\n"two\nlines"\r\n\r\n',
  );
});

it('keeps what is not a number as text', () => {
  expect(csv([{ name: 'y', values: [Number.NaN, Number.POSITIVE_INFINITY, -0] }])).toBe(
    'y\r\nNaN\r\nInfinity\r\n0\r\n',
  );
});

it('refuses ragged columns and no columns', () => {
  expect(() =>
    csv([
      { name: 'a', values: [1, 2] },
      { name: 'b', values: [1] },
    ]),
  ).toThrow('csv: expected 2 values in the column b, as in a, received 1. Give every row all of its fields.');
  expect(() => csv([])).toThrow('csv: expected at least one column, received none. Name the columns of the table.');
});
