import { expect, it } from 'vitest';
import { numberOf, timeOf } from './numberOf.ts';

it.each([
  [undefined, '–'],
  [0, '0'],
  [-12.3456789, '−12.346'],
  [0.00001234, '1.23e−5'],
  [12_345_678, '1.23e+7'],
])('reads %s as %s', (value, text) => expect(numberOf(value)).toBe(text));
it.each([
  [0.4, '0:00'],
  [75, '1:15'],
  [3675, '1:01:15'],
])('reads %s seconds as %s', (seconds, text) => expect(timeOf(seconds)).toBe(text));
