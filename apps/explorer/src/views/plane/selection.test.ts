import { expect, it } from 'vitest';
import { selectionText } from './Selection.tsx';

const run = {
  card: { labels: ['4', '9'], exampleShape: [28, 28, 1] },
  labels: Uint8Array.of(0, 1, 1, 1, 0),
} as never;

it('counts classes, the most frequent first, and says what is not shown', () => {
  expect(selectionText(run, [0, 1, 2], 3)).toBe('3 codes selected: 2 of “9”, 1 of “4”.');
  expect(selectionText(run, [1, 2, 3, 4], 2)).toBe(
    '4 codes selected: 3 of “9”, 1 of “4”; 2 of their images are shown.',
  );
});

it('says so of codes without classes, and of one', () => {
  expect(selectionText({ card: { exampleShape: [2] } } as never, [7], 1)).toBe('1 code selected.');
});
