import { expect, it } from 'vitest';
import { counted } from './index.ts';

it('says one thing as one, any other number as many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows']);
  expect([1, 5].map((count) => counted(count, 'class', 'classes'))).toEqual(['1 class', '5 classes']);
});
