import { expect, it } from 'vitest';
import { graphName, isOf, keyOf, numberOf } from './names.ts';

it('a name is made of a kind and a key, and read as it was made, slashes in the key included', () => {
  expect(graphName('state', 3)).toBe('state/3');
  expect(keyOf('out', graphName('out', 'state/3'))).toBe('state/3');
  expect(numberOf('next', graphName('next', 12))).toBe(12);
  expect(keyOf('number', graphName('array', 'in/x'))).toBeUndefined();
  expect([isOf('rows/y', 'table', 'rows'), isOf('rows/y', 'table')]).toEqual([true, false]);
});
