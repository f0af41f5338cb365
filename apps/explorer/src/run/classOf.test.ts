import { expect, it } from 'vitest';
import type { RunCard } from '../bundle/index.ts';
import { classOf, givenOf, rowName } from './classOf.ts';

const card = { exampleShape: [28, 28, 1], labels: ['cat', 'dog'] } as unknown as RunCard;
const run = { card, labels: Uint8Array.of(1, 0) };

it('names a row by its class', () => {
  expect(classOf(run, 0)).toBe('dog');
  expect(rowName(run, 1)).toBe('image 2, “cat”');
  expect(givenOf(run, 0)).toBe(1);
});
it('needs no classes', () => {
  const bare = { card: { exampleShape: [2] } as unknown as RunCard };
  expect(rowName(bare, 0)).toBe('example 1');
  expect(givenOf({}, 0)).toBe(0);
});
