import { describe, expect, it } from 'vitest';
import { digits, spread, table } from './table.ts';
import { tables } from './tables.ts';
import { withTables } from './withTables.ts';

describe('tables of results', () => {
  it.for(Object.keys(tables))('%s has a row for each measurement', (name) => {
    const text = withTables(`<!-- results: ${name} -->`);
    expect(text.split('\n').length).toBeGreaterThanOrEqual(3);
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('an unknown one is an error', () => {
    expect(() => withTables('<!-- results: none -->')).toThrow('results: expected one of steps');
  });
});

it('numbers keep the digits that they have', () => {
  expect(digits(0.95431)).toBe('0.954');
  expect(digits(12_345.6)).toBe('12346');
  expect(spread(0.042854, 0.000303)).toBe('0.04285 ± 0.00030');
  expect(spread(105.6995, 0.15896)).toBe('105.70 ± 0.16');
  expect(spread(103.1357, null)).toBe('103');
  expect(table(['a|b'], [['1']])).toBe('| a\\|b |\n| --- |\n| 1 |');
});
