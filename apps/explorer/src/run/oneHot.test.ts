import { expect, it } from 'vitest';
import { oneHot } from './oneHot.ts';

it('repeats one class for a batch', () => {
  expect([...oneHot(1, 3, 2)]).toEqual([0, 1, 0, 0, 1, 0]);
});
